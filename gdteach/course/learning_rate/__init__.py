"""Notebook 03. One factor, three rates, a sweep of all, a game on a hidden hill.

Questions and exercises of names and numbers are words, in ``content.toml``; those that run a
program are in ``checks.py``. Nothing here is imported by another folder of the course.
"""
