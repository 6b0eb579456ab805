"""The course: one folder a notebook, with its labs, questions and exercises.

No folder imports from another; what two of them need belongs to the rooms of the machine.
"""

from gdteach.ask.content import add_topics

add_topics(
    __name__,
    (
        "start",
        "gradient",
        "algorithm",
        "learning_rate",
        "convergence",
        "minima",
        "training",
        "variants",
    ),
)
