"""Notebook 03: too small, too large, and what decides it."""
