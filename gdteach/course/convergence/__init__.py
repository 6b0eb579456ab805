"""Notebook 04. Rates and their promises, stopping tests, and the runs that fool them.

Questions and exercises of names and numbers are words, in ``content.toml``; those that run a
program are in ``checks.py``. Nothing here is imported by another folder of the course.
"""
