"""The data of notebook 06: the birds of the Palmer Archipelago."""

from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray


def penguins() -> NDArray[Any]:
    """Return the 333 penguins that were measured completely, one record a bird.

    Returns
    -------
    array, shape (333,), with the fields
        ``species`` (Adelie, Chinstrap or Gentoo: the file is sorted by it), ``bill_length_mm``,
        ``bill_depth_mm``, ``flipper_length_mm`` (mm), ``body_mass_g`` (g) and ``sex``.

    References
    ----------
    K. B. Gorman, T. D. Williams and W. R. Fraser, *Ecological sexual dimorphism and environmental
    variability within a community of Antarctic penguins*, PLoS ONE 9(3), e90081 (2014). From
    A. M. Horst, A. P. Hill and K. B. Gorman, *palmerpenguins* (2020), by leaving out the birds
    with a missing value and the columns island and year. The data are CC0 1.0.

    Examples
    --------
    >>> birds = penguins()
    >>> len(birds), str(birds["species"][0]), int(birds["body_mass_g"][0])
    (333, 'Adelie', 3750)
    """
    file = files(__package__).joinpath("penguins.csv")
    with file.open(encoding="utf-8") as lines:
        return np.genfromtxt(lines, delimiter=",", names=True, dtype=None, encoding="utf-8")
