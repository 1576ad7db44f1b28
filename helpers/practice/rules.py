"""What may stand in the place of a node by mistake: for each type of node, rules that yield (how rare, node, words).

rare: below 1 for what learners do often, and numbers for an exercise by hand are drawn so that these mistakes differ;
below 2 for what they do at times; below 3 for what is unlikely, and is named only where nothing else fits; from 3 on
for what is looked for in functions alone, as numbers coincide too easily. names: those that have a value at this place.
"""

import ast
import copy
import re
from functools import reduce
from itertools import chain, combinations, permutations

from helpers.practice.edits import assigned, located, put_in, with_name_once, with_names
from helpers.practice.notation import OPERATORS, name, said

ROUNDING = 1.9
POINT, DASH = ast.Mult | ast.Div, ast.Add | ast.Sub


def read(identifier):
    """Return a node that reads a name."""
    return ast.Name(identifier, ast.Load())


def call(function, *arguments):
    """Return a node that calls a function by its name."""
    return ast.Call(read(function), list(arguments), [])


def turned(node):
    """Return a node with a minus before it."""
    return ast.UnaryOp(ast.USub(), node)


def instead(rare, new, node):
    """Return a change with the words for it."""
    return rare, new, f"there is {said(new)} where {said(node)} belongs"


# --- sums and products ---


def left_out(node, names):
    """Leave out one factor, term, division or square; then all but the last."""
    left, right, of = said(node.left), said(node.right), f" of {said(node)}" * isinstance(node.left, ast.Constant)
    missing = {
        ast.Mult: f"the factor {right}{of} is missing",
        ast.Add: f"the term {right} is missing",
        ast.Sub: f"the term −{right} is missing",
        ast.Div: f"there is {left} where {said(node)} belongs"
        if len(left) < 12
        else f"the division by {right} is missing",
        ast.Pow: f"the square of {left} is missing",
    }
    if type(node.op) in missing:
        yield 0, node.left, missing[type(node.op)]
    if isinstance(node.op, ast.Mult | ast.Add) and not _is(node.left, type(node.op)):
        what = f"factor {left}{of}" if isinstance(node.op, ast.Mult) else f"term {left}"
        yield 0, node.right, f"the {what} is missing"
    if isinstance(node.left, ast.UnaryOp) and isinstance(node.op, ast.Mult | ast.Div):
        yield 0, turned(node.right), f"the factor {said(node.left.operand)} is missing"
    if isinstance(node.op, ast.Sub):
        yield 1.5, turned(node.right), f"the term {left} is missing"
    yield instead(1.5, node.right, node)
    yield instead(1.5, node.left, node)


def _is(node, operators):
    return isinstance(node, ast.BinOp) and isinstance(node.op, operators)


def other_operator(node, names):
    """Turn the order, or take another operator."""
    op, left, right = node.op, node.left, node.right
    if isinstance(op, ast.Sub | ast.Div | ast.MatMult):
        new = ast.BinOp(right, op, left)
        yield 1.9 if isinstance(left, ast.Constant) else 0.1, new, f"the order is turned: there is {said(new)}"
    for rare, mixed_up in ((0.2, {ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Add,)}), (2, RARELY)):
        for other in mixed_up.get(type(op), ()):
            signs = OPERATORS[other].strip(), OPERATORS[type(op)].strip()
            likely = not (isinstance(op, ast.Mult) and _is(left, ast.Mult))  # the last of several factors is not added
            words = "there is {} where {} belongs, before {}".format(*signs, said(right))
            yield rare if likely else 2, ast.BinOp(left, other(), right), words
    if isinstance(op, ast.Mult):
        yield 2, ast.BinOp(right, ast.Div(), left), f"there is a division by {said(left)}, which is a factor"
        yield 2, ast.BinOp(left, ast.Div(), right), f"there is a division by {said(right)}, which is a factor"


RARELY = {ast.Add: (ast.Mult,), ast.Sub: (ast.Mult,), ast.Div: (ast.Mult, ast.FloorDiv), ast.MatMult: (ast.Mult,)}


def brackets_too_many(node, names):
    """a·b + c → a·(b + c), and c + a·b → (c + a)·b."""
    match node:
        case ast.BinOp(ast.BinOp(a, inner, b), op, c) if isinstance(op, DASH) and isinstance(inner, POINT):
            new = ast.BinOp(a, inner, ast.BinOp(b, op, c))
            yield 0.3, new, f"there are brackets too many: {said(new)}"
    match node:
        case ast.BinOp(a, op, ast.BinOp(b, inner, c)) if isinstance(op, DASH) and isinstance(inner, POINT):
            new = ast.BinOp(ast.BinOp(a, op, b), inner, c)
            yield 0.3, new, f"there are brackets too many: {said(new)}"


def brackets_left_out(node, names):
    """Leave out one pair of brackets of a line, or all; Python then reads what is left."""
    text, begun, pairs = ast.unparse(node.value), [], []
    for i, letter in enumerate(text):
        if letter == "(":
            begun.append(i)
        elif letter == ")":
            pairs.append((begun.pop(), i))
    pairs = [(i, j) for i, j in pairs if not re.match(r"[\w\])]", text[max(i - 1, 0) : i])]  # none of a call
    for out in [[pair] for pair in pairs] + ([pairs] if len(pairs) > 1 else []):
        rest = "".join(letter for i, letter in enumerate(text) if i not in {i for pair in out for i in pair})
        inside = " and ".join(said(ast.parse(text[i + 1 : j], mode="eval").body) for i, j in out)
        yield 0.3, put_in(node, "value", ast.parse(rest, mode="eval").body), f"the brackets round {inside} are missing"


def brackets_left_out_in_another_order(node, names):
    """a·b·(c − d), with its factors in any order: those before the bracket go with c alone, those after it with d."""
    factors = _factors(node)
    for bracket in (factor for factor in factors if _is(factor, DASH)) if len(factors) > 1 else ():
        others = [factor for factor in factors if factor is not bracket]
        for before in chain(*(combinations(others, n) for n in range(len(others) + 1))):
            first = reduce(_times, [*before, bracket.left])
            second = reduce(_times, [bracket.right, *(other for other in others if other not in before)])
            yield 1.8, ast.BinOp(first, bracket.op, second), f"the brackets round {said(bracket)} are missing"


def _factors(node):
    return [*_factors(node.left), *_factors(node.right)] if _is(node, ast.Mult) else [node]


def _times(one, other):
    return ast.BinOp(one, ast.Mult(), other)


def minus(node, names):
    """Leave a minus out, or have it before the first term only."""
    match node.operand:
        case ast.BinOp(left, ast.Add() | ast.Sub() as op, right) as inner:
            first = ast.BinOp(turned(left), op, right)
            yield 0.15, first, f"the minus before {said(inner)} belongs to all of it"
    yield 0, node.operand, f"the minus before {said(node.operand)} is missing"


def squares(node, names):
    """a² + b² → (a + b)², and the same for their mean."""
    plain = without_squares(node)
    if plain is not node and not _is(node, ast.Pow):
        late = ast.BinOp(plain, ast.Pow(), ast.Constant(2))
        yield 0.4, plain, f"the squares are missing: there is {said(plain)}"
        yield 0.4, late, f"the square comes too late: there is {said(late)}, and each is to be squared first"


def without_squares(node):
    """Return a sum, a quotient or a mean of squares without the squares; what has none, as it is."""
    match node:
        case ast.BinOp(base, ast.Pow(), ast.Constant(2)):
            return base
        case ast.BinOp(left, ast.Add() | ast.Div() as op, right):
            plain = without_squares(left), without_squares(right)
            return node if plain == (left, right) else ast.BinOp(plain[0], op, plain[1])
        case ast.Call(_, [argument]) if without_squares(argument) is not argument:
            return put_in(node, "args", [without_squares(argument)])
    return node


# --- functions ---

TWINS = {"sigmoid": "sigmoid_prime", "sigmoid_prime": "sigmoid", "all": "any"}
METHODS = {"mean": ("sum",), "sum": ("mean",), "argmax": ("max", "argmin")}
COMPARISONS = {ast.Lt: (ast.Gt, ast.LtE), ast.Gt: (ast.Lt, ast.GtE), ast.Eq: (ast.NotEq,)}


def other_function(node, names):
    """Leave a function out, take its twin, take it twice, or along another axis."""
    match node:
        case ast.Call(ast.Name("sigmoid" | "sigmoid_prime" as function), [argument]):
            there = f"there is {said(argument)} where {said(node)} belongs"
            yield 0, argument, f"{name(function)} is missing: {there}"
            yield 2, call(function, node), f"the function {name(function)} is taken twice"
            if _is(argument, DASH):
                words = f"{said(argument.right)} stands outside of {name(function)}, and belongs inside"
                yield 0.5, outside(node), words
        case ast.Call(ast.Name("numerical_gradient"), [function, *places]):
            value = ast.Call(function, places, [])
            yield 0, value, f"there is {said(value)}, a value, where its slope belongs: {said(node)}"
        case ast.Call(ast.Name("len"), [array]):
            for other in (array, *map(read, names)):
                yield instead(2 if other is array else 3, ast.Attribute(other, "size", ast.Load()), node)
        case ast.Call(ast.Name("range"), [count]):
            for op, words in ((ast.Add(), "many"), (ast.Sub(), "few")):
                yield 0.5, call("range", ast.BinOp(count, op, ast.Constant(1))), f"there is one round too {words}"
            yield 0.5, call("range", ast.Constant(1), count), "there is one round too few: the first has the number 0"
        case ast.Call(ast.Attribute(value, method)):
            for other in METHODS.get(method, ()):
                yield instead(0.5, put_in(node, "func", ast.Attribute(value, other, ast.Load())), node)
    match node:
        case ast.Call(ast.Name(function)) if function in TWINS:
            new = put_in(node, "func", read(TWINS[function]))
            yield 0.5, new, f"there is {name(TWINS[function])} where {name(function)} belongs"
        case ast.Call(keywords=[ast.keyword("axis", ast.Constant(axis))]):
            for others in ([ast.keyword("axis", ast.Constant(1 - axis))], []):
                yield instead(0.5, put_in(node, "keywords", others), node)
    for order in list(permutations(node.args))[1:] if 1 < len(node.args) < 5 else ():
        yield instead(2, put_in(node, "args", list(order)), node)


def outside(node):
    """Return σ(a + b) as σ(a) + b."""
    argument = node.args[0]
    return ast.BinOp(ast.Call(node.func, [argument.left], []), argument.op, argument.right)


def all_outside(node, names):
    """Add the bias after σ, in every line."""

    class Outside(ast.NodeTransformer):
        def visit_Call(self, node):
            self.generic_visit(node)
            bent = isinstance(node.func, ast.Name) and node.func.id == "sigmoid" and _is(node.args[0], DASH)
            return located(outside(node)) if bent else node

    new = Outside().visit(copy.deepcopy(node))
    if ast.dump(new) != ast.dump(node):
        yield 2, new, "the bias stands outside of σ in every line, and belongs inside"


def slope_at_output(node, names):
    """y·(1 − y) → σ'(y)."""
    match node:
        case ast.BinOp(left, ast.Mult(), ast.BinOp(ast.Constant(1), ast.Sub(), ast.Name(output))):
            y, slope = name(output), call("sigmoid_prime", read(output))
            words = f"there is σ'({y}) where {y}·(1 − {y}) belongs: {y} has been through σ already"
            if said(left) == y:
                yield 0.5, slope, words
            elif _is(left, ast.Mult) and said(left.right) == y:
                yield 0.5, ast.BinOp(left.left, left.op, slope), words


def not_transposed(node, names):
    """Leave out a transpose."""
    if node.attr == "T":
        yield instead(0, node.value, node)


def transposed(node, names):
    """Transpose what is not to be."""
    if isinstance(node.op, ast.MatMult):
        for field, part in (("left", node.left), ("right", node.right)):
            if isinstance(part, ast.Name):
                yield instead(2, put_in(node, field, ast.Attribute(part, "T", ast.Load())), node)


def other_comparison(node, names):
    """Compare the other way round, or with what is equal too, or not."""
    for other in COMPARISONS.get(type(node.ops[0]), ()):
        yield instead(0.5, ast.Compare(node.left, [other()], node.comparators), node)


# --- lines and loops ---


def other_lines(node, names):
    """Leave a line out, or have it too late."""
    for i, line in enumerate(node.body):
        before, after = node.body[:i], node.body[i + 1 :]
        if isinstance(line, ast.Assign | ast.If) and (before or after):
            yield 0.6, put_in(node, "body", [*before, *after]), f"the line {line_said(line)} is missing"
        for j in range(1, len(after) + 1 - isinstance(node.body[-1], ast.Return)):
            words = f"the line {line_said(line)} comes too late: it belongs before {line_said(after[0])}"
            yield 0.6, put_in(node, "body", [*before, *after[:j], line, *after[j:]]), words


def line_said(line):
    """Return a line in the page's notation, the first of several."""
    match line:
        case ast.Assign([ast.Name(target)], value):
            return f"{name(target)} = {said(value)}"
    return ast.unparse(line).partition("\n")[0]


def end_of_the_way(node, names):
    """Return within the loop, or without one, or what comes before the end."""
    *before, last = node.body
    if before and isinstance(before[-1], ast.For):
        inside = put_in(before[-1], "body", [*before[-1].body, last])
        words = "a return stands in the loop that belongs after it: that ends in its first round"
        yield 0.6, put_in(node, "body", [*before[:-1], inside, last]), words
        for i, line in enumerate(before[:-1]):
            again = put_in(before[-1], "body", [line, *before[-1].body])
            rest = [*before[:i], *before[i + 1 : -1], again, last]
            words = f"the line {line_said(line)} stands in the loop, and begins anew in every round"
            yield 0.6, put_in(node, "body", rest), words
        once = [*before[:-1], *before[-1].body, last]
        yield 0.6, put_in(node, "body", once), "there is one round only: the loop is missing"
    for target in dict.fromkeys(target for line in before for target in assigned(line)):
        if not isinstance(last.value, ast.Tuple | ast.Name):
            new = put_in(node, "body", [*before, ast.Return(read(target))])
            yield 1.4, new, f"what is returned is {name(target)}, and {said(last.value)} is still to come"


def as_at_the_start(node, names):
    """Have something in a loop worked out from what a name was before it."""
    for identifier in sorted({*assigned(node)} & {*names}):
        for new in with_name_once(node, identifier, read(f"{identifier}_at_the_start")):
            line = next((old for old, line in zip(node.body, new.body, strict=True) if line is not old), node)
            what = line_said(line).partition(" = ")[0]
            words = f"{what} is worked out from {name(identifier)} as it was at the start, and not anew in every round"
            yield 0.7, new, f"in the loop {words}"


def other_result(node, names):
    """Return in another order, one more or one less, or a quantity of the task."""
    match node.value:
        case ast.Tuple(values):
            for order in list(permutations(values))[1:]:
                new = ast.Tuple(list(order), ast.Load())
                yield 0.8, ast.Return(new), f"the order is wrong: there is {said(new)} where {said(node.value)} belongs"
        case ast.Name():
            for op, many in ((ast.Add(), "many"), (ast.Sub(), "few")):
                words = f"{said(node.value)} is returned with one too {many}: count again when the loop ends"
                yield 3, ast.Return(ast.BinOp(node.value, op, ast.Constant(1))), words
        case _:
            for other in names:
                yield 2, ast.Return(read(other)), f"there is {name(other)} alone"


# --- another quantity in a quantity's place ---


def other_name(node, names):
    """Read another quantity."""
    for other in names if node.id in names else ():
        if other != node.id:
            yield instead(1 if akin(node.id, other) else 2, read(other), node)
        if other == f"dL_d{node.id}" and node.id[0] in "wWbB":
            words = f"there is the {name(node.id)} that has been moved already, and that of before belongs there"
            yield 1, ast.BinOp(node, ast.Sub(), read(other)), words


def akin(one, other):
    """Whether two names are easily mixed up: those of one letter, and the quantities that go forward in a row."""
    letters = {one.rstrip("0123456789"), other.rstrip("0123456789")}
    return len(letters) == 1 or letters <= {"x", "u", "z", "h", "y"}


def all_along_a_line(node, names):
    """Read another quantity wherever a line reads one twice or more."""
    read_here = [n.id for n in ast.walk(node.value) if isinstance(n, ast.Name)]
    for one in sorted({one for one in read_here if read_here.count(one) > 1 and one in names}):
        for other in names:
            if other != one:
                words = f"there is {name(other)} wherever {name(one)} belongs"
                yield 1.3 if akin(one, other) else 2, with_names(node, {one: read(other)}), words


def everywhere(node, names):
    """Let two quantities change places, put one wherever another belongs, or turn a sign."""
    for one, other in combinations(names, 2):
        new = with_names(node, {one: read(other), other: read(one)})
        yield 1.1 if akin(one, other) else 2.5, new, f"the places of {name(one)} and {name(other)} are exchanged"
    for one in names:
        times = sum(isinstance(n, ast.Name) and n.id == one for n in ast.walk(node))
        new = with_names(node, {one: turned(read(one))})
        yield 1.2, new, f"the sign of {name(one)} is turned{' everywhere' * (times > 1)}"
        for other in names if times > 1 else ():
            if other != one:
                words = f"there is {name(other)} wherever {name(one)} belongs"
                yield 2.5, with_names(node, {one: read(other)}), words


# --- numbers, and what is one too many ---


def other_number(node, names):
    """Take another number."""
    if type(node.value) in (int, float):
        for other in dict.fromkeys((node.value + 1, node.value - 1, 2 * node.value, node.value / 2, -node.value)):
            if other != node.value:
                yield instead(2, ast.Constant(other), node)


def times_a_number(node, names):
    """Turn the sign of what a line gives, double or halve it, or round it."""
    known = {-1: "the sign is turned", 2: "there is twice the right one", 0.5: "there is half of the right one"}
    for number, words in known.items():
        rare = 2 if isinstance(node, ast.Return) else 2.1
        yield rare, of_each(node, lambda value, n=number: ast.BinOp(ast.Constant(n), ast.Mult(), value)), words
    for digits in (1, 2, 3):
        yield ROUNDING, rounded(node, digits), f"there is rounding on the way, {after_the_point(digits)}"


def after_the_point(digits):
    """Return to how many digits something is rounded."""
    return f"to {digits} digit{'s' * (digits != 1)} after the point"


def of_each(node, change):
    """Return a statement with its value changed, or each of its values."""
    if isinstance(node.value, ast.Tuple):
        return put_in(node, "value", ast.Tuple([*map(change, node.value.elts)], ast.Load()))
    return put_in(node, "value", change(node.value))


def rounded(node, digits):
    """Return a line that is rounded; what is no line, as it is."""
    if not isinstance(node, ast.Assign | ast.Return):
        return node
    function = ast.Attribute(read("np"), "round", ast.Load())
    return of_each(node, lambda value: ast.Call(function, [value, ast.Constant(digits)], []))


def all_rounded(node, names):
    """Round every line."""
    for digits in (1, 2, 3):
        body = [rounded(line, digits) for line in node.body]
        yield ROUNDING, put_in(node, "body", body), f"there is rounding in every line, {after_the_point(digits)}"


def one_too_many(node, names):
    """Have a factor, a term, a division or a σ that has no business there."""
    for one in names if not isinstance(node.value, ast.Tuple) else ():
        for op, other, what in (
            (ast.Mult(), read(one), "factor"),
            (ast.Add(), read(one), "term"),
            (ast.Mult(), ast.BinOp(ast.Constant(1), ast.Sub(), read(one)), "factor"),
            (ast.Div(), call("len", read(one)), "division by"),
        ):
            more = put_in(node, "value", ast.BinOp(node.value, op, other))
            yield 3, more, f"the {what} {said(other)} is one too many"
    if not isinstance(node.value, ast.Tuple):
        yield 3, put_in(node, "value", call("sigmoid", node.value)), "there is one σ too many"
        yield 3, put_in(node, "value", call("abs", node.value)), "the sign is taken away by abs"


LINE = (brackets_left_out, all_along_a_line, times_a_number, one_too_many)
RULES = {
    ast.BinOp: (
        left_out,
        other_operator,
        brackets_too_many,
        brackets_left_out_in_another_order,
        squares,
        slope_at_output,
        transposed,
    ),
    ast.UnaryOp: (minus,),
    ast.Call: (other_function, squares),
    ast.Attribute: (not_transposed,),
    ast.Compare: (other_comparison,),
    ast.Name: (other_name,),
    ast.Constant: (other_number,),
    ast.Assign: LINE,
    ast.Return: (*LINE, other_result),
    ast.For: (other_lines, as_at_the_start),
    ast.FunctionDef: (other_lines, end_of_the_way, everywhere, all_rounded, all_outside),
}
