"""What several tests of figures draw on."""

import pytest

import gdteach as gd


@pytest.fixture
def axes():
    """Fresh flat axes, 0 … 1 both ways."""
    return gd.subplots(width=5, height=4)[1]


@pytest.fixture
def space():
    """Fresh 3-D axes."""
    return gd.subplots(width=5, height=4, subplot_kw={"projection": "3d"})[1]
