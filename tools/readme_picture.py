"""Draws the README's pictures: a descent that plays, docs/descent.gif, and a still of it.

A GIF, because all that shows a README plays one, and GitHub lets the reader pause it. The still,
docs/descent.png, is for readers who have asked for less motion.
"""

from pathlib import Path

import gdteach as gd

DOCS = Path(__file__).resolve().parent.parent / "docs"


def shown() -> gd.DescentLab:
    """Return the lab that the README shows a picture of."""
    bowl = gd.quadratic_bowl(condition_number=10.0)
    return gd.DescentLab(bowl, start=(-4.2, 2.0), learning_rate=0.17, max_steps=40)


def main() -> None:
    lab = shown()
    DOCS.mkdir(exist_ok=True)
    for path in (
        lab.player.save(DOCS / "descent.png", step=2),
        lab.player.save(DOCS / "descent.gif"),
    ):
        print(f"{path.relative_to(DOCS.parent)}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
