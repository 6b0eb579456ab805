"""The course: one folder a notebook, with its labs, questions and exercises.

No folder imports from another; what two of them need belongs to the rooms of the machine.
"""
