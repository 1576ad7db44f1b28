"""What is wrong with a derivative, found by reasoning and not from a list of known answers.

A derivative in this course is a product of factors. So is a wrong one, mostly: a factor is missing, one is too many,
one stands in another's place, the sign is turned, or there is a plain number in it. Then the ratio of the learner's
values to the right ones is a product of factors too, and its powers are found from the logarithms of many values:

    log|ratio| = p1·log|factor1| + p2·log|factor2| + … + log|constant|

Where it is none, a sum may stand in it where a product or a single factor belongs.
"""

import numpy as np

# factors that go together
PAIRS = {("h", "1 − h"): "h(1 − h)", ("y", "1 − y"): "y(1 − y)", ("σ(z)", "1 − σ(z)"): "σ'(z)"}
CONSTANTS = {
    -1.0: "its sign is turned",
    0.5: "it is half of the right one (a ½ that no 2 has cancelled?)",
    2.0: "it is twice the right one (a 2 that no ½ has cancelled?)",
    -0.5: "it is half of the right one, and its sign is turned",
    -2.0: "it is twice the right one, and its sign is turned",
}


def as_product(ratios, factors):
    """Return the product of factors that some ratios are, as ({name: whole power}, constant), or None.

    ratios: (n,) finite numbers, none 0. factors: {name: (n,) numbers, none 0}; n well above the number of factors.
    """
    logs = np.log(np.abs(np.column_stack([*factors.values(), np.full(len(ratios), np.e)])))
    powers = np.linalg.lstsq(logs, np.log(np.abs(ratios)), rcond=None)[0][:-1].round()
    product = np.prod([values**power for values, power in zip(factors.values(), powers, strict=True)], axis=0)
    constants = ratios / product
    if not np.allclose(constants, constants[0], rtol=1e-5, atol=0):
        return None
    return {name: int(power) for name, power in zip(factors, powers, strict=True) if power}, float(constants[0])


def in_words(powers, constant):
    """Return what a product of factors says about a wrong derivative, or None if it is too tangled to help."""
    if sum(map(abs, powers.values())) > 6:
        return None
    powers = _paired(powers)
    missing = [name for name, power in powers.items() for _ in range(-power)]
    extra = [name for name, power in powers.items() for _ in range(power)]
    found = []
    if len(missing) == len(extra) == 1:
        found.append(f"it has {extra[0]} where another factor, {missing[0]}, belongs")
    else:
        found += [f"{_listed(missing)} missing in it"] if missing else []
        found += [f"{_listed(extra)} too many in it"] if extra else []
    nearest = min(CONSTANTS, key=lambda known: abs(known - constant))
    if np.isclose(constant, nearest, rtol=1e-4):
        found.append(CONSTANTS[nearest])
    elif not np.isclose(constant, 1, rtol=1e-4):
        found.append(f"there is a number in it, {constant:.4g}, by which it is multiplied")
    return ", and ".join(found)


def _paired(powers):
    """Return powers in which h and 1 − h of one power have become h(1 − h)."""
    powers = dict(powers)
    for (one, other), name in PAIRS.items():
        if powers.get(one) == powers.get(other) and one in powers:
            powers[name] = powers.pop(one)
            del powers[other]
    return powers


def _listed(names):
    return f"the factor {names[0]} is" if len(names) == 1 else f"the factors {' and '.join(names)} are"


def diagnosis(values, right, factors):
    """Return in words what is wrong with the values of a derivative, or None if that cannot be told.

    values, right: (n,) the learner's values and the right ones, at n different places. factors: {name: (n,)}, all
    that may stand in such a product by right or by mistake.
    """
    if np.ptp(values) <= 1e-12 * max(1, abs(values[0])):
        return f"it is {values[0] + 0.0:.4g} whatever the input is"
    if (values == 0).any():
        return None
    found = as_product(values / right, factors)
    return (in_words(*found) if found else None) or _as_sum(values, right, factors)


def _as_sum(values, right, factors):
    """Return in words which sum stands in a derivative where a product or a single factor belongs, or None."""
    for name, factor in factors.items():
        if np.allclose(values, factor + right / factor, rtol=1e-6):
            return f"it adds {name} to the rest, but slopes in a row multiply"
    more = values / right - 1  # (factor + other)/factor − 1 is other/factor
    found = as_product(more, factors) if more.all() else None
    if found and sorted(found[0].values()) == [-1, 1] and np.isclose(abs(found[1]), 1):
        factor, other = sorted(found[0], key=found[0].get)
        return f"it has {factor} {'+' if found[1] > 0 else '−'} {other} where {factor} alone belongs"
    return None
