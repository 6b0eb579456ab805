"""Notebook 00. The fog hike, one step, and the test of the installation.

Questions and exercises of names and numbers are words, in ``content.toml``; those that run a
program are in ``checks.py``. Nothing here is imported by another folder of the course.
"""
