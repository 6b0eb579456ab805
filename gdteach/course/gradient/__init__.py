"""Notebook 01: slopes, slices, the gradient and its direction."""
