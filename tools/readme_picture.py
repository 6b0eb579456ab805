"""Draws docs/descent.png, the README's picture: a descent lab, part of the way down."""

from pathlib import Path

import gdteach as gd

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "descent.png"


def main() -> None:
    bowl = gd.quadratic_bowl(condition_number=5.0)
    lab = gd.DescentLab(bowl, start=(-3.6, 1.9), learning_rate=0.32, max_steps=40)
    PICTURE.parent.mkdir(exist_ok=True)
    lab.player.save(PICTURE, step=5)
    print(PICTURE.relative_to(PICTURE.parent.parent))


if __name__ == "__main__":
    main()
