"""Predict and check: questions, feedback, running a learner's code, the known mistakes.

A check reaches the numerics alone, so that it can run in a learner's cell; it draws nothing. No
question and no exercise of a notebook lives here; their content is in ``gdteach/course/``.
"""
