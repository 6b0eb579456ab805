"""Draws docs/descent.png, the README's picture: a descent lab, part of the way down."""

from pathlib import Path

import gdteach as gd

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "descent.png"


def main() -> None:
    bowl = gd.quadratic_bowl(condition_number=10.0)
    lab = gd.DescentLab(bowl, start=(-4.2, 2.3), learning_rate=0.17, max_steps=40)
    PICTURE.parent.mkdir(exist_ok=True)
    lab.player.save(PICTURE, step=3)
    print(PICTURE.relative_to(PICTURE.parent.parent))


if __name__ == "__main__":
    main()
