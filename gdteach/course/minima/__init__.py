"""Notebook 05: local and global minima, basins, saddles, convexity."""
