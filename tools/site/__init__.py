"""Builds the course for those without Python: a folder of pages that play offline.

Each notebook is run once; its cells become *fragments*, HTML with the data of their labs
(`fragments`, with `prose`, `mathematics` and `questions`), and fragments become pages (`pages`)
and slides (`decks`).
"""
