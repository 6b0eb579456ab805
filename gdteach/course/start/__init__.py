"""Notebook 00: a hike in the fog, and one step."""
