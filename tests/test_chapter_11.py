"""Chapter 11: the digits are read, its pictures are counted again by hand, and what its text claims is tried."""

import re

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from benchmarks.scenes import code_cells
from helpers import data, mlp
from helpers.activations import sigmoid
from helpers.descent import step
from helpers.figures import Mistakes, OneDigit, Reading, SheetOfDigits
from helpers.figures.parts.images import tiled
from helpers.gradient_check import numerical_gradient
from helpers.live import svg
from helpers.practice.chapter_11 import mean_share

DIGITS, SIGMOIDS = data.digits(), (sigmoid, sigmoid)
PAGE = code_cells("11_digits")


def drawn(units=32, seed=0):
    """Return a start as the chapter draws it: [W1, b1, W2, b2]."""
    rng = np.random.default_rng(seed)
    W1 = rng.normal(0, 1 / 8, (64, units))
    return [W1, np.zeros(units), rng.normal(0, 1 / np.sqrt(units), (units, 10)), np.zeros(10)]


def bent(z):
    return 1 / (1 + np.exp(-z))


def slopes(parts, x, t, plain=False):
    """Return the loss's gradient by the formulas, without the helpers; plain: with delta2 = y - t."""
    W1, b1, W2, b2 = parts
    h = bent(x @ W1 + b1)
    y = bent(h @ W2 + b2)
    delta2 = (y - t) * (1 if plain else y * (1 - y))
    delta1 = delta2 @ W2.T * h * (1 - h)
    return [x.T @ delta1 / len(x), delta1.mean(axis=0), h.T @ delta2 / len(x), delta2.mean(axis=0)]


def epochs_of(parts, x, t, count, rate=3, seed=0, order_in_a_batch=None, plain=False):
    """Return the parts at the start and after each epoch of batches of 32."""
    rng, run = np.random.default_rng(seed), [parts]
    for _ in range(count):
        order = rng.permutation(len(x))
        for first in range(0, len(x), 32):
            batch = order[first : first + 32]
            if order_in_a_batch:
                batch = order_in_a_batch.permutation(batch)
            parts = [w - rate * dw for w, dw in zip(parts, slopes(parts, x[batch], t[batch], plain), strict=True)]
        run.append(parts)
    return run


def layers_of(parts):
    W1, b1, W2, b2 = parts
    return [mlp.Layer(W1, b1), mlp.Layer(W2, b2)]


@pytest.fixture(scope="module")
def parts():
    """Return the run of the chapter: 120 epochs with a learning rate of 3."""
    return epochs_of(drawn(), *DIGITS.train, 120)


@pytest.fixture(scope="module")
def run(parts):
    return [layers_of(one) for one in parts]


def independent_outputs(layers, x):
    for W, b in layers:
        x = 1 / (1 + anp.exp(-(anp.dot(x, W) + b)))
    return x


def independent_answers(layers, x):
    return [max(range(10), key=lambda digit: y[digit]) for y in independent_outputs(layers, x)]


def names(t):
    return [row.tolist().index(1) for row in t]


def share(layers, examples):
    return np.mean(np.equal(independent_answers(layers, examples.x), names(examples.t)))


def loss(layers, examples):
    return np.mean(np.sum((independent_outputs(layers, examples.x) - examples.t) ** 2, axis=1)) / 2


def shown(picture):
    """Return the moving texts of a picture by their names."""
    return {text.get_gid(): text.get_text() for text in svg.moving_artists(picture.figure) if hasattr(text, "get_text")}


def number_of(words):
    return float(words.replace("−", "-"))


# The run


def test_the_page_trains_as_the_formulas_say(parts):
    names = {"np": np, "mlp": mlp, "step": step, "sigmoids": SIGMOIDS}
    exec(PAGE["trained"], names)
    found = names["trained"](layers_of(drawn()), DIGITS.train, 3)
    assert len(found) == 4
    for one, other in zip(found, parts, strict=False):
        for got, wanted in zip([part for layer in one for part in layer], other, strict=True):
            np.testing.assert_allclose(got, wanted, rtol=0, atol=1e-12)


def test_the_start_of_the_page_is_what_numpy_draws():
    start = mlp.random_layers((64, 32, 10), np.random.default_rng(0))
    for got, wanted in zip([part for layer in start for part in layer], drawn(), strict=True):
        np.testing.assert_allclose(got, wanted)


def test_another_order_of_adding_up_changes_no_number_of_the_page(parts):
    other = epochs_of(drawn(), *DIGITS.train, 120, order_in_a_batch=np.random.default_rng(9))
    for one, two in zip(parts[-1], other[-1], strict=True):
        np.testing.assert_allclose(one, two, rtol=0, atol=1e-11)


def test_it_reads_96_of_100_images_of_the_validation_set_and_98_of_the_test_set(run):
    assert f"{share(run[-1], DIGITS.validation):.0%}" == "96%"
    assert f"{share(run[-1], DIGITS.test):.0%}" == "98%"


def test_a_step_of_this_network_follows_the_gradient_that_autodiff_finds(run):
    x, t = DIGITS.train.x[:32], DIGITS.train.t[:32]
    (W1, b1), (W2, b2) = layers = run[3]

    def batch_loss(parts):
        return anp.sum(0.5 * (independent_outputs([parts[:2], parts[2:]], x) - t) ** 2) / len(x)

    ours = [part for layer in mlp.backward(layers, mlp.forward(layers, x, SIGMOIDS), t, SIGMOIDS) for part in layer]
    for one, other in zip(ours, grad(batch_loss)([W1, b1, W2, b2]), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-14)


# What the text claims


def of_batches(parts):
    """Return how many of 33 steps lower the loss of the whole training set, and the batches' mean cosine with it."""
    x, t = DIGITS.train
    order, before = np.random.default_rng(7).permutation(len(x)), loss(layers_of(parts), DIGITS.train)
    whole, lower, cosines = np.concatenate([part.ravel() for part in slopes(parts, x, t)]), 0, []
    for first in range(0, len(x), 32):
        batch = order[first : first + 32]
        found = slopes(parts, x[batch], t[batch])
        after = [w - 3 * dw for w, dw in zip(parts, found, strict=True)]
        lower += loss(layers_of(after), DIGITS.train) < before
        flat = np.concatenate([part.ravel() for part in found])
        cosines.append(flat @ whole / np.linalg.norm(flat) / np.linalg.norm(whole))
    return lower, np.mean(cosines)


def test_the_batches_agree_at_the_start_and_disagree_later(parts):
    lower, cosine = of_batches(parts[0])
    assert lower == 33
    assert cosine > 0.98
    for epoch in (60, 119):
        lower, cosine = of_batches(parts[epoch])
        assert 13 <= lower <= 20
        assert 0.2 < cosine < 0.45
    assert loss(layers_of(parts[61]), DIGITS.train) < loss(layers_of(parts[60]), DIGITS.train) + 0.001


def test_the_validation_loss_falls_most_of_it_early_and_its_accuracy_stays_near_96(run):
    losses = [loss(layers, DIGITS.validation) for layers in run[20::20]]
    assert (np.diff(losses) < 0).all()
    assert losses[0] - losses[1] > (losses[0] - losses[-1]) / 2
    assert f"{losses[0] - losses[-1]:.3f}" == "0.022"
    assert f"{loss(run[20], DIGITS.train) - loss(run[120], DIGITS.train):.3f}" == "0.037"
    assert all(0.945 <= share(layers, DIGITS.validation) <= 0.97 for layers in run[20:])


def test_from_epoch_100_to_120_outputs_move_closer_to_their_targets_and_no_training_answer_changes(run):
    earlier, later = (independent_outputs(run[epoch], DIGITS.train.x) for epoch in (100, 120))
    assert (earlier.argmax(axis=1) == later.argmax(axis=1)).all()
    assert np.mean(np.abs(later - DIGITS.train.t) < np.abs(earlier - DIGITS.train.t)) > 0.9


def test_until_epoch_10_the_two_losses_fall_together(run):
    for layers in run[:11]:
        assert loss(layers, DIGITS.validation) == pytest.approx(loss(layers, DIGITS.train), rel=0.06)


@pytest.mark.parametrize("epoch", [0, 60])
def test_the_accuracy_has_no_slope(run, epoch):
    (W1, b1), (W2, b2) = run[epoch]
    found = numerical_gradient(lambda b2: share([(W1, b1), (W2, b2)], DIGITS.train), b2)
    assert not found.any()


def test_three_pixels_never_have_ink_and_their_weights_stay_as_they_were(run):
    blank = [pixel for pixel in range(64) if not any(DIGITS.train.x[:, pixel])]
    assert blank == [0, 32, 39]
    assert (run[-1][0].W[blank] == run[0][0].W[blank]).all()


def spread(units=32, rate=3, seeds=range(5)):
    runs = [epochs_of(drawn(units, seed), *DIGITS.train, 30, rate, seed)[-1] for seed in seeds]
    return np.array([share(layers_of(parts), DIGITS.validation) for parts in runs])


def test_a_learning_rate_of_10_has_the_best_run_and_the_worst():
    shares = {rate: spread(rate=rate) for rate in (1, 3, 10)}
    assert max(shares, key=lambda rate: shares[rate].max()) == 10
    assert min(shares, key=lambda rate: shares[rate].min()) == 10
    assert max(shares, key=lambda rate: shares[rate].mean()) == 3
    assert shares[3].min() > 0.95


def test_with_10_three_of_the_five_runs_have_two_or_three_outputs_that_sleep():
    asleep = []
    for seed in range(5):
        y = independent_outputs(layers_of(epochs_of(drawn(seed=seed), *DIGITS.train, 30, 10, seed)[-1]), DIGITS.train.x)
        asleep.append(np.sum(y.max(axis=0) < 0.03))
    assert sorted(asleep) == [0, 0, 2, 2, 3]


def test_from_16_units_on_the_means_differ_by_half_a_point_at_most_and_four_are_too_few():
    shares = {units: spread(units) for units in (4, 16, 32, 64)}
    means = [shares[units].mean() for units in (16, 32, 64)]
    assert max(means) - min(means) < 0.0051
    assert all(0.003 < np.ptp(shares[units]) < 0.011 for units in (16, 32, 64))
    assert shares[4].max() < shares[16].min()


def test_other_seeds_give_the_same_fewest_units():
    for seeds in (range(5), range(5, 10)):
        assert spread(5, seeds=seeds).mean() < 0.9 <= spread(6, seeds=seeds).mean()
    assert mean_share(6) == pytest.approx(spread(6).mean())


def test_moved_by_a_pixel_fewer_than_half_are_read_and_moved_images_cure_it_not_more_steps(run, parts):
    x, t = DIGITS.train
    more = np.concatenate([data.shifted(x, right=pixels) for pixels in (-1, 0, 1)])
    sturdy = layers_of(epochs_of(drawn(), more, np.concatenate([t] * 3), 40)[-1])
    longer = layers_of(epochs_of(drawn(), x, t, 360)[-1])
    for pixels in (-1, 1):
        moved = data.Examples(data.shifted(DIGITS.validation.x, right=pixels), DIGITS.validation.t)
        assert share(run[-1], moved) < 0.5
        assert share(longer, moved) < 0.5
        assert f"{share(sturdy, moved):.0%}" == "94%"
    down = data.Examples(data.shifted(DIGITS.validation.x, down=1), DIGITS.validation.t)
    assert 0.27 < share(sturdy, down) < 0.38
    assert 40 * -(-len(more) // 32) == 120 * -(-len(x) // 32) == 3960


def test_100_shuffled_targets_91_by_heart_the_others_asleep_and_all_with_y_minus_t_alone():
    x, t = DIGITS.train.x[:100], np.random.default_rng(5).permutation(DIGITS.train.t[:100])
    run_of_it, own = [layers_of(one) for one in epochs_of(drawn(), x, t, 500)], data.Examples(x, t)
    layers = run_of_it[-1]
    assert (np.diff([loss(run_of_it[epoch], DIGITS.validation) for epoch in (50, 100, 200, 300, 400, 500)]) > 0).all()
    assert share(layers, own) == 0.91
    assert share(layers, DIGITS.validation) < 0.13
    assert np.sum(names(t) == names(DIGITS.train.t[:100])) < 10  # hardly any target is still the right one
    wrong = np.flatnonzero(np.not_equal(independent_answers(layers, x), names(t)))
    at_target = np.sum(independent_outputs(layers, x) * t, axis=1)[wrong]
    assert at_target.max() < 0.03
    assert share(layers_of(epochs_of(drawn(), x, t, 500, rate=1, plain=True)[-1]), own) == 1


def test_images_149_222_155_and_52_are_as_the_page_says(run):
    y = independent_outputs(run[-1], DIGITS.validation.x)
    assert np.sum(y[148] > 0.75) == 2
    assert y[221].max() < 0.1
    assert y[154].max() < 0.2
    assert np.argmin(y.sum(axis=1)) == 221
    assert np.argmax(y.sum(axis=1)) == 148
    assert f"{y[51].max():.3f}" == "0.847"
    assert y[51].argmax() != DIGITS.validation.t[51].argmax()


def test_unit_19_votes_for_4_5_and_6_alone_and_asks_for_ink_across_the_middle_and_none_above(run):
    assert np.flatnonzero(run[-1][1].W[18] > 0).tolist() == [4, 5, 6]
    weights = run[-1][0].W[:, 18].reshape(8, 8)
    assert np.mean(weights[4:6, 1:7] > 0) > 0.8
    assert (weights[1:3, 3:7] < 0).all()


def test_moved_by_two_pixels_it_reads_hardly_more_than_the_commonest_digit_would(run):
    for pixels in (-2, 2):
        moved = data.Examples(data.shifted(DIGITS.validation.x, right=pixels), DIGITS.validation.t)
        assert share(run[-1], moved) < DIGITS.validation.t.mean(axis=0).max()


def test_chance_alone_can_make_the_test_set_that_much_easier(run):
    one, other = share(run[-1], DIGITS.validation), share(run[-1], DIGITS.test)
    both = (300 * one + 450 * other) / 750
    deviation = np.sqrt(both * (1 - both) * (1 / 300 + 1 / 450))
    assert deviation < other - one < 2 * deviation


def test_from_more_images_it_reads_more():
    for seed in range(3):
        shares = [
            share(layers_of(epochs_of(drawn(seed=seed), *part, 30000 // len(part[0]), 3, seed)[-1]), DIGITS.validation)
            for part in [[column[:size] for column in DIGITS.train] for size in (100, 300, 1047)]
        ]
        assert shares == sorted(shares)


def test_pixels_31_and_40_have_no_ink_in_the_first_batch_of_32():
    assert not DIGITS.train.x[:32, [31, 40]].any()
    assert DIGITS.train.x[:, [31, 40]].any(axis=0).all()


def test_the_page_trains_on_the_training_set_alone():
    trains = [found for code in PAGE.values() for found in re.findall(r"trained\(\w+, ([\w.]+)", code)]
    assert trains == ["examples", "digits.train", "digits.train", "few", "shuffled", "more"]
    assert "moved_images = [data.shifted(digits.train.x" in PAGE["better"]
    assert not re.search("validation|test", "".join(PAGE["by-heart"].splitlines()[:2]))


def test_the_test_set_is_used_once():
    assert [id for id, code in PAGE.items() if re.search(r"digits\.test", code)] == ["test"]


# The pictures


def test_a_sheet_shows_twenty_images_over_their_targets():
    picture = SheetOfDigits(DIGITS.train)
    sentence, words = picture.update(), shown(picture)
    digits = names(DIGITS.train.t)
    assert [words[f"target_{i}"] for i in range(20)] == [str(digit) for digit in digits[:20]]
    assert sentence.startswith(f"Images 1 to 20 of 1,047: {digits[0]}, {digits[1]}, {digits[2]}")
    np.testing.assert_allclose(picture.rows[1].get_array()[:8, 10:18], DIGITS.train.x[11].reshape(8, 8))
    picture.update(sheet=53)
    assert [shown(picture)[f"target_{i}"] for i in (6, 7)] == [str(digits[1046]), ""]


@pytest.mark.parametrize("epoch", [0, 3, 120])
def test_the_reading_shows_losses_accuracies_and_weights(run, epoch):
    picture = Reading(DIGITS.train, DIGITS.validation, run)
    sentence, words = picture.update(epoch=epoch), shown(picture)
    for kind, part in (("training", DIGITS.train), ("validation", DIGITS.validation)):
        assert words[f"loss_{kind}"] == f"{kind} {loss(run[epoch], part):.4f}"
        assert words[f"share_{kind}"] == f"{kind} {share(run[epoch], part):.1%}"
        assert picture.loss.walker.dots[kind].get_ydata() == pytest.approx([loss(run[epoch], part)])
    assert f"After {epoch} epochs the loss is {loss(run[epoch], DIGITS.train):.4f}" in sentence
    weights = picture.weights[1].get_array()  # the second row, of units 17 to 32
    np.testing.assert_allclose(weights[:8, 18:26], run[epoch][0].W[:, 18].reshape(8, 8))


def test_one_digit_shows_its_way_through_the_network(run):
    picture, layers = OneDigit(DIGITS.validation, run[-1]), run[-1]
    sentence = picture.update(image=149, unit=19)
    x = DIGITS.validation.x[148]
    (h,), (y,) = independent_outputs(layers[:1], x[None]), independent_outputs(layers, x[None])
    assert picture.hidden.bars.get_data().values[::2] == pytest.approx(h)
    assert picture.out.bars.get_data().values[::2] == pytest.approx(y)
    words = shown(picture)
    assert words["y1"] == f"{y[1]:.3f}  ◂ says 1 ✗"
    assert words["y5"] == f"{y[5]:.3f}"
    assert number_of(words["z"].split()[-1]) == pytest.approx(x @ layers[0].W[:, 18] + layers[0].b[18], 0.01)
    assert picture.target.get_y() == pytest.approx(5.05)
    assert [place for place in range(1, 33) if words[f"unit_{place}"]] == [8, 16, 19, 24, 32]
    np.testing.assert_allclose(picture.image.get_array(), x.reshape(8, 8))
    assert "the network says 1, but it is 5" in sentence
    wrong = np.flatnonzero(np.not_equal(independent_answers(layers, DIGITS.validation.x), names(DIGITS.validation.t)))
    assert list(picture.presets["misread"]) == [str(image + 1) for image in wrong[:8]]


def test_the_lines_of_one_digit_carry_their_weights(run):
    picture, layers = OneDigit(DIGITS.validation, run[-1]), run[-1]
    picture.update(image=7, unit=5)
    words, x, into = shown(picture), DIGITS.validation.x[6], layers[0].W[:, 4]
    chosen = sorted(sorted(range(64), key=lambda pixel: -abs(x[pixel] * into[pixel]))[:8])
    for i, pixel in enumerate(chosen):
        assert number_of(words[f"into_{i}"]) == pytest.approx(into[pixel], abs=0.005)
        column, row = picture.leads[i].get_xydata()[0]
        assert (column, row) == (12 + 18 * (pixel % 8 + 0.5), 42 + 18 * (pixel // 8 + 0.5))
    out = layers[1].W[4]
    widths = [line.get_linewidth() for line in picture.out_of.lines]
    assert np.argsort(widths).tolist() == np.argsort(np.abs(out)).tolist()
    for digit, line in enumerate(picture.out_of.lines):
        assert number_of(words[f"out_of_{digit}"]) == pytest.approx(out[digit], abs=0.005)
        assert line.get_linestyle() == ("-" if out[digit] > 0 else "--")


def test_a_moved_digit_is_read_anew(run):
    picture = OneDigit(DIGITS.validation, run[-1])
    sentence = picture.update(image=1, shift_right=2)
    moved = np.zeros((300, 8, 8))
    moved[:, :, 2:] = DIGITS.validation.x.reshape(300, 8, 8)[:, :, :6]
    answers = independent_answers(run[-1], moved.reshape(300, 64))
    assert f"the network says {answers[0]}" in sentence
    assert f"{np.mean(np.equal(answers, names(DIGITS.validation.t))):.0%} are right" in sentence


@pytest.mark.parametrize("epoch", [0, 15, 120])
def test_the_mistakes_are_mistakes_the_worst_come_first_and_all_are_counted(run, epoch):
    picture, examples = Mistakes(DIGITS.validation, run), DIGITS.validation
    sentence, words = picture.update(epoch=epoch), shown(picture)
    digits, answers = names(examples.t), independent_answers(run[epoch], examples.x)
    y = independent_outputs(run[epoch], examples.x)
    wrong = [i for i in range(300) if answers[i] != digits[i]]
    errors, counts = [], np.zeros((10, 10), int)
    for place in range(6):
        i = int(words[f"image_{place}"].split()[-1]) - 1
        assert i in wrong
        assert words[f"is_{place}"] == f"is {digits[i]}: {y[i, digits[i]]:.3f}"
        assert words[f"says_{place}"] == f"says {answers[i]}: {y[i, answers[i]]:.3f}"
        errors.append(sum((y[i] - examples.t[i]) ** 2))
    assert errors == sorted(errors, reverse=True)
    for digit, answer in zip(digits, answers, strict=True):
        counts[digit, answer] += 1
    for i, j in np.ndindex(10, 10):
        assert int(words[f"{i} as {j}"] or 0) == counts[i, j]
    assert f"{len(wrong)} of 300 images are wrong" in sentence


def test_mistakes_of_a_network_that_makes_none(run):
    answers = independent_answers(run[-1], DIGITS.validation.x)
    right = np.equal(answers, names(DIGITS.validation.t))
    picture = Mistakes(data.Examples(*(part[right] for part in DIGITS.validation)), run)
    assert picture.update() == "After 120 epochs 0 of 289 images are wrong. The worst: none."


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
