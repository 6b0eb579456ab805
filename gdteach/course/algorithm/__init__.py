"""Notebook 02. The descent lab; programs that descend, and four whose bug shows in the path.

Questions and exercises of names and numbers are words, in ``content.toml``; those that run a
program are in ``checks.py``. Nothing here is imported by another folder of the course.
"""
