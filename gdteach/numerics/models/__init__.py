"""Losses of models on data: each is an objective, so all that is true of descent holds for it."""
