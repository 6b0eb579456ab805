"""Predict and check: questions, feedback, running a learner's code, the known mistakes.

No question and no exercise of a notebook lives here; their content is in ``gdteach/course/``.
"""
