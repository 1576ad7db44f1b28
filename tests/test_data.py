"""The made data lie where they are said to lie, and images move as far as they may."""

import numpy as np
import pytest

from helpers import data


def test_the_wave_has_forty_points_if_nothing_else_is_asked_for():
    assert len(data.wave().x) == len(data.wave().t) == 40


def test_the_ring_goes_all_the_way_round_and_so_does_the_blob():
    x, t = data.ring(16_000, np.random.default_rng(5))
    eighths = np.floor(np.arctan2(*x.T) / (np.pi / 4))
    for inside in (0, 1):
        _, counts = np.unique(eighths[t[:, 0] == inside], return_counts=True)
        assert counts == pytest.approx(np.full(8, 1000), abs=150)  # five times what chance does


@pytest.mark.parametrize("far", [{"right": 8}, {"right": -8}, {"down": 8}, {"down": -8}])
def test_an_image_may_move_out_of_the_frame(far):
    images = np.ones((2, 64))
    assert data.shifted(images, **far).tolist() == np.zeros((2, 64)).tolist()


def test_an_image_moves_by_what_is_asked_for_and_not_otherwise():
    images = np.arange(1.0, 129).reshape(2, 64)
    assert (data.shifted(images) == images).all()
    assert (data.shifted(images, right=3) == data.shifted(images, 3, 0)).all()
    assert (data.shifted(images, down=3) == data.shifted(images, 0, 3)).all()
