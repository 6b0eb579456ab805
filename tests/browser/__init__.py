"""Tests of what a learner sees: a real JupyterLab in a real Chromium."""
