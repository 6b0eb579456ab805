"""Notebook 01. Tangents, slices, surfaces, the compass; gradients by hand and checked.

Questions and exercises of names and numbers are words, in ``content.toml``; those that run a
program are in ``checks.py``. Nothing here is imported by another folder of the course.
"""
