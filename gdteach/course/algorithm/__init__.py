"""Notebook 02: descent, step by step."""
