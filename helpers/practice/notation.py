"""A piece of code in the page's notation: `delta2 * w2 * (1 - h)` reads δ₂·w₂·(1 − h)."""

import ast
import re

SYMBOLS = {"alpha": "α", "learning_rate": "α", "delta": "δ", "sigmoid": "σ", "sigmoid_prime": "σ'"}
OPERATORS = {ast.Add: " + ", ast.Sub: " − ", ast.Mult: "·", ast.Div: "/", ast.MatMult: " @ ", ast.FloorDiv: "//"}
# how tightly
BINDS = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2, ast.MatMult: 2, ast.FloorDiv: 2, ast.USub: 3, ast.Pow: 4}
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SUPERSCRIPTS = {2: "²", 3: "³"}


def name(identifier):
    """Return a name as the page writes it: w₁ for w1, ∂L/∂w₁ for dL_dw1, α for learning_rate."""
    slope = re.fullmatch(r"d(\w+)_d(\w+)", identifier)
    if slope:
        return f"∂{name(slope[1])}/∂{name(slope[2])}"
    letters, digits = re.fullmatch(r"(.*?)(\d*)", identifier).groups()
    return SYMBOLS.get(letters, letters) + digits.translate(SUBSCRIPTS)


def said(node):
    """Return an expression as the page writes it; what the page has no signs for stays Python."""
    match node:
        case ast.Name(identifier):
            return name(identifier)
        case ast.Constant(value) if isinstance(value, int | float) and not isinstance(value, bool):
            return f"{value:g}".replace("-", "−")
        case ast.BinOp(base, ast.Pow(), ast.Constant(value)) if value in SUPERSCRIPTS:
            return _bracketed(base, 5) + SUPERSCRIPTS[value]
        case ast.BinOp(left, op, right) if type(op) in OPERATORS:
            binds = BINDS[type(op)]
            return _bracketed(left, binds) + OPERATORS[type(op)] + _bracketed(right, binds + (type(op) is not ast.Add))
        case ast.UnaryOp(ast.USub(), operand):
            return "−" + _bracketed(operand, 2)
        case ast.Call(function, arguments, keywords):
            listed = [*map(said, arguments), *(ast.unparse(keyword) for keyword in keywords)]
            return f"{said(function)}({', '.join(listed)})"
        case ast.Attribute(value, attribute):
            return f"{_bracketed(value, 5)}.{attribute}"
        case ast.Tuple(parts):
            return ", ".join(map(said, parts))
        case _:
            return ast.unparse(node)


def _bracketed(node, binds):
    """Return an expression, in brackets where it binds less tightly than what stands round it."""
    op = getattr(node, "op", None)
    loose = isinstance(node, ast.Compare | ast.Tuple) or BINDS.get(type(op), 9) < binds
    return f"({said(node)})" if loose else said(node)
