"""Notebook 04: how fast, and when to stop."""
