"""Chapter 11: the digits are read, what its pictures say is counted again by hand, and what its exercises refuse."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from helpers import data, mlp
from helpers.activations import sigmoid
from helpers.descent import batches, train
from helpers.figures import Mistakes, OneDigit, Reading
from helpers.figures.parts.images import tiled
from helpers.live import svg

DIGITS, SIGMOIDS = data.digits(), (sigmoid, sigmoid)


@pytest.fixture(scope="module")
def history():
    """Return the run of the chapter: 4,000 steps on batches of 32, with a learning rate of 3."""
    draw = batches(*DIGITS.train, 32, np.random.default_rng(0))

    def gradient(layers):
        x, t = next(draw)
        return mlp.backward(layers, mlp.forward(layers, x, SIGMOIDS), t, SIGMOIDS)

    return train(mlp.random_layers((64, 32, 10), np.random.default_rng(0)), lambda layers: 0, gradient, 3, 4000, 25)


def independent_outputs(layers, x):
    for W, b in layers:
        x = 1 / (1 + anp.exp(-(anp.dot(x, W) + b)))
    return x


def independent_answers(layers, x):
    return [max(range(10), key=lambda digit: y[digit]) for y in independent_outputs(layers, x)]


def names(t):
    return [row.tolist().index(1) for row in t]


def shown(picture):
    """Return the moving texts of a picture by their names."""
    return {text.get_gid(): text.get_text() for text in svg.moving_artists(picture.figure) if hasattr(text, "get_text")}


def test_it_reads_at_least_95_percent_of_the_images_that_it_never_saw(history):
    answers = independent_answers(history.params[-1], DIGITS.test.x)
    assert np.mean(np.equal(answers, names(DIGITS.test.t))) >= 0.95


def test_a_step_of_this_network_follows_the_gradient_that_autodiff_finds(history):
    x, t = DIGITS.train.x[:32], DIGITS.train.t[:32]
    (W1, b1), (W2, b2) = layers = history.params[4]

    def loss(parts):
        return anp.sum(0.5 * (independent_outputs([parts[:2], parts[2:]], x) - t) ** 2) / len(x)

    ours = [part for layer in mlp.backward(layers, mlp.forward(layers, x, SIGMOIDS), t, SIGMOIDS) for part in layer]
    for one, other in zip(ours, grad(loss)([W1, b1, W2, b2]), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-14)


@pytest.mark.parametrize("step", [0, 100, 4000])
def test_the_reading_shows_what_is_taken_for_what_and_both_accuracies(history, step):
    layers = history.params[history.steps.index(step)]
    answers, digits = independent_answers(layers, DIGITS.test.x), names(DIGITS.test.t)
    counts = np.zeros((10, 10), int)
    for digit, answer in zip(digits, answers, strict=True):
        counts[digit, answer] += 1
    picture = Reading(DIGITS, history)
    sentence, words = picture.update(step=step), shown(picture)
    for i in range(10):
        for j in range(10):
            assert int(words[f"{i} as {j}"] or 0) == counts[i, j]
    assert words["total"] == f"{counts.trace()} of 450 right"
    learned = np.mean(np.equal(independent_answers(layers, DIGITS.train.x), names(DIGITS.train.t)))
    assert words["learned"] == f"learned {learned:.1%}"
    assert words["new"] == f"new {counts.trace() / 450:.1%}"
    assert f"After {step} steps" in sentence
    weights = picture.weights.get_array()  # of unit 10, the second of the second row
    np.testing.assert_allclose(weights[9:17, 9:17], layers[0].W[:, 9].reshape(8, 8))


def test_one_digit_shows_its_way_through_the_network(history):
    picture, layers = OneDigit(DIGITS.test, history), history.params[-1]
    sentence = picture.update(image=68, unit=19, step=4000)
    x = DIGITS.test.x[67]
    (h,), (y,) = independent_outputs(layers[:1], x[None]), independent_outputs(layers, x[None])
    assert [bar.get_width() for bar in picture.hidden.bars] == pytest.approx(h)
    assert [bar.get_width() for bar in picture.out.bars] == pytest.approx(y)
    words = shown(picture)
    assert words["y1"] == f"{y[1]:.3f}  ◂ says 1 ✗"
    assert words["y8"] == f"{y[8]:.3f}"
    assert float(words["z"].split()[-1].replace("−", "-")) == pytest.approx(
        x @ layers[0].W[:, 18] + layers[0].b[18], 0.01
    )
    assert picture.target.get_y() == pytest.approx(8.05)
    np.testing.assert_allclose(picture.image.get_array(), x.reshape(8, 8))
    assert "the network says 1, but it is 8" in sentence
    wrong = np.flatnonzero(np.not_equal(independent_answers(layers, DIGITS.test.x), names(DIGITS.test.t))) + 1
    assert list(picture.presets["wrong at the end"]) == [str(image) for image in wrong]


def test_a_moved_digit_is_read_anew(history):
    picture = OneDigit(DIGITS.test, history)
    sentence = picture.update(image=1, shift_right=2)
    moved = np.zeros((450, 8, 8))
    moved[:, :, 2:] = DIGITS.test.x.reshape(450, 8, 8)[:, :, :6]
    answers = independent_answers(history.params[-1], moved.reshape(450, 64))
    assert f"the network says {answers[0]}" in sentence
    assert f"{np.mean(np.equal(answers, names(DIGITS.test.t))):.0%} are right" in sentence


@pytest.mark.parametrize("step", [0, 500, 4000])
def test_the_mistakes_are_mistakes_and_the_worst_come_first(history, step):
    picture = Mistakes(DIGITS.test, history)
    sentence, words = picture.update(step=step), shown(picture)
    layers, digits = history.params[history.steps.index(step)], names(DIGITS.test.t)
    answers, y = independent_answers(layers, DIGITS.test.x), independent_outputs(layers, DIGITS.test.x)
    wrong = [i for i in range(450) if answers[i] != digits[i]]
    errors = []
    for place in range(6):
        i = int(words[f"image_{place}"].split()[-1]) - 1
        assert i in wrong
        assert words[f"is_{place}"] == f"is {digits[i]}: {y[i, digits[i]]:.3f}"
        assert words[f"says_{place}"] == f"says {answers[i]}: {y[i, answers[i]]:.3f}"
        errors.append(sum((y[i] - DIGITS.test.t[i]) ** 2))
    assert errors == sorted(errors, reverse=True)
    assert f"{len(wrong)} of 450 images are wrong" in sentence


def test_mistakes_of_a_network_that_makes_none(history):
    right = [i for i in range(450) if i + 1 not in (68, 127, 187, 265, 299, 333)]
    picture = Mistakes(data.Examples(DIGITS.test.x[right], DIGITS.test.t[right]), history)
    assert picture.update() == "After 4000 steps 0 of 444 images are wrong. The worst: none."


def test_tiles_stand_side_by_side_with_gaps():
    whole = tiled(np.arange(3 * 64.0).reshape(3, 64), columns=2)
    assert whole.shape == (18, 18)
    assert whole[9, 0] == 128
    assert np.isnan(whole[8]).all()
    assert np.isnan(whole[9:, 9:]).all()


def test_images_are_moved_by_pixels_and_paper_comes_in():
    x = np.arange(1.0, 65)[np.newaxis]
    moved = data.shifted(x, right=1, down=-2).reshape(8, 8)
    assert (moved[:, 0] == 0).all()
    assert (moved[6:] == 0).all()
    assert moved[0, 1] == 17
    assert (data.shifted(x) == x).all()
    assert (data.shifted(x, right=8) == 0).all()


def test_accuracy_and_confusion_count_the_largest_outputs():
    y = np.array([[0.9, 0.1, 0.3], [0.2, 0.4, 0.6], [0.1, 0.3, 0.2], [0.7, 0.8, 0.1]])
    t = np.eye(3)[[0, 2, 0, 1]]
    assert mlp.accuracy(y, t) == 0.75
    assert mlp.confusion(y, t).tolist() == [[1, 1, 0], [0, 1, 0], [0, 0, 1]]
    with pytest.raises(ValueError, match="t has shape"):
        mlp.accuracy(y, t[:2])
