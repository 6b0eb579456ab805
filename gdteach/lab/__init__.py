"""What every lab is: parameters with their controls, wired to one animated figure.

No lab of a notebook lives here; those say what is theirs in ``gdteach/course/``.
"""
