"""The animated figure and what is drawn on it: layers, style, axes, captions, stills, files.

Matplotlib and anywidget live here. A figure knows no lab, no question and no notebook.
"""
