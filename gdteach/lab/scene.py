"""What a lab answers when it is asked what moves: a scene, or why there is nothing to see."""

from collections.abc import Sequence
from dataclasses import dataclass

from gdteach.figure.layer import Layer
from gdteach.numerics.own_function import failure


@dataclass(frozen=True)
class Scene:
    """What moves on a lab's figure.

    Parameters
    ----------
    layers : sequence of Layer
        Trail, Marker, Arrow, …, on the lab's axes.
    captions : sequence of str
        One line per step.
    alt : str
        What there is to see, in a sentence, for those who do not see it.
    step : int, optional
        The step to show. By default a lab that stood at its last step stands at the new last
        step, and any other stays where it is.
    steps : sequence of int, optional
        The steps that the rows of layers and captions stand for, if they are only some of a run.
    """

    layers: Sequence[Layer]
    captions: Sequence[str] = ()
    alt: str = ""
    step: int | None = None
    steps: Sequence[int] = ()


def nothing_for(error: Exception) -> Scene:
    """Return a scene that says why there is nothing to see, or raise the error again.

    A learner's function that fails is an outcome, as a place without a value is.
    """
    why = str(error) if isinstance(error, NothingToSee) else failure(error)
    if not why:
        raise error
    return Scene([], [why], why, step=0)


class NothingToSee(Exception):  # noqa: N818 (it reads as a sentence)
    """Raised by a lab's `scene`, with a reason that becomes the caption.

    Examples
    --------
    >>> raise NothingToSee("f has no value at this start")
    Traceback (most recent call last):
    gdteach.lab.scene.NothingToSee: f has no value at this start
    """
