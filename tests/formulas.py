"""A displayed formula as Python: LaTeX in, claims that can be checked by value out.

The course writes a small part of LaTeX, and here is all of it. What it does not know, it refuses. A derivative such as
∂L/∂w₁ is one symbol, dL_dw1; letters that stand side by side are multiplied, unless the first is a function.
"""

import re

FUNCTIONS = {
    *("sigma", "sigma1", "sigma2", "sigmaprime", "slopeofsigma", "g", "L", "slopeofL", "MLP"),
    *("exp", "tanh", "relu", "leaky", "max"),
}
WORDS = {
    r"\text{MSE}": "MSE",
    r"\mathrm{MSE}": "MSE",
    r"\mathrm{MLP}": "MLP",
    r"\mathrm{ReLU}": "relu",
    r"\mathrm{leaky}": "leaky",
    r"\tanh": "tanh",
    r"\max": "max",
    r"\alpha": "alpha",
    r"\sigma'": "sigmaprime",
    r"\sigma": "sigma",
    r"\delta": "delta",
    r"\cdot": "*",
    r"\circ": "@",
    r"\dots": "dots",
    r"\tfrac": r"\frac",
    r"\leftarrow": "<-",
    r"\neq": "!=",
}
SILENT = re.compile(r"\\(?:[bB]ig|left|right|begin\{\w+\}|end\{\w+\}|tag\{\w+\})(?![a-z])")
TOKEN = re.compile(r"\s*([A-Za-z]\w*(?:\[\w\])?|\d+\.?\d*|\*\*|[-+*/@(),])")


def claims(latex):
    """Return the claims of a displayed formula: (relation, sides as Python), relation one of "=", "<-", "!=", "<"."""
    text = re.sub(r"\\sum_\{i=1\}\^\{[nN]\}", "SUM ", SILENT.sub("", latex)).replace("&=", "=")
    for word, name in WORDS.items():
        text = text.replace(word, name)
    text = re.sub(r"\\[\\;]\s*=", "=", text)  # a line that goes on with = belongs to the one before
    parts = re.split(r"\\\\|,?\s*\\(?:q?quad|;)|&", text)
    found = [_claim(part.strip().rstrip(",")) for part in parts if part.strip()]
    if not found:
        raise ValueError(f"there is no formula in {latex}")
    return found


def _claim(text):
    relation = next((sign for sign in ("<-", "!=", "<", "=") if sign in text), None)
    if relation is None:
        raise ValueError(f"{text} says nothing that could be checked")
    return relation, [python(side) for side in text.split(relation)]


def python(latex):
    """Return an expression of the course's LaTeX as Python."""
    text = re.sub(r"([A-Za-z])_(\w|\{\w\})", lambda m: m[1] + ("[i]" if m[2] == "i" else m[2].strip("{}")), latex)
    text = re.sub(r"\\frac\{\\partial L\(([^)]*)\)\}\{\\partial (\w+)\}", r"slopeofL(\1, along\2)", text)
    text = re.sub(r"\\frac\{\\partial (\w+)\}\{\\partial (\w+)\}", r"d\1d\2 ", text)
    text = re.sub(r"\\frac\{d\}\{dz\}\s*sigma\(", "slopeofsigma(", text)
    text = re.sub(r"\\frac\{d([a-z])\}\{d([a-z])\}", r"d\1d\2 ", text)
    while r"\frac" in text:
        text = _without_a_fraction(text)
    text = re.sub(r"\be\^\{([^{}]*)\}", r"exp(\1)", text).replace("^", "**")
    return _with_sums(_multiplied(text))


def _without_a_fraction(text):
    start = text.index(r"\frac")
    above, after = _braced(text, start + len(r"\frac"))
    below, end = _braced(text, after)
    return f"{text[:start]}(({above})/({below})){text[end:]}"


def _braced(text, at):
    """Return what stands between the braces that open at this place, and the place after them."""
    at = text.index("{", at)
    depth = 0
    for end in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        if depth == 0:
            return text[at + 1 : end], end + 1
    raise ValueError(f"a brace is not closed in {text}")


def _multiplied(text):
    """Return an expression with a * wherever two things stand side by side; refuse what is no expression."""
    tokens, at = [], 0
    while text[at:].strip():
        found = TOKEN.match(text, at)
        if not found:
            raise ValueError(f"{text[at:]!r} is no part of the course's formulas")
        tokens.append(found[1])
        at = found.end()
    out = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        valued = before and re.match(r"[\w\]\)]+$", before[-1]) and before not in FUNCTIONS | {"SUM"}
        if valued and re.match(r"[\w(]", token[0]):
            out.append("*")
        out.append(token)
    return " ".join(out)


def _with_sums(text):
    """Return an expression in which SUM reaches to the next + or − outside brackets."""
    before, sign, after = text.partition("SUM")
    if not sign:
        return text
    depth, end = 0, 0
    while end < len(after) and not (depth == 0 and after[end] in "+-)"):
        depth += {"(": 1, ")": -1}.get(after[end], 0)
        end += 1
    return f"{before} total(lambda i: {after[:end]}) {after[end:]}"
