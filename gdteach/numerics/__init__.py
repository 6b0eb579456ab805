"""The mathematics: objectives, gradients, methods, runs; NumPy arrays in, records out.

Nothing here draws, asks or knows of Jupyter; it imports NumPy and nothing else of the package.
"""
