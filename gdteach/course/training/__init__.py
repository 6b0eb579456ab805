"""Notebook 06. A line and its units, a boundary, a network and its gradient, seen at work.

Questions and exercises of names and numbers are words, in ``content.toml``; those that run a
program are in ``checks.py``. Nothing here is imported by another folder of the course.
"""
