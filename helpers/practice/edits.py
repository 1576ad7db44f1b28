"""Every single edit of the right lines of an exercise: a function's syntax tree with one change in it, and its words.

What may be wrong with one node is in `rules`. What did not change is shared between the trees, so that thousands cost
little.
"""

import ast
from typing import NamedTuple


class Edit(NamedTuple):
    """A tree with one change in it, how rare that is (see `rules`), the words for it, and the statement it is in."""

    tree: ast.AST
    rare: float
    words: str
    at: ast.stmt | None = None


def edits(node, rules, names=()):
    """Yield every single edit of a function's tree, or of a part of it in which these names have values."""
    if isinstance(node, ast.FunctionDef):
        names = parameters(node)
    for rule in rules.get(type(node), ()):
        for rare, new, words in rule(node, names):
            yield Edit(new, rare, words, node if isinstance(node, ast.Assign | ast.Return) else None)
    for put, part, before in parts(node):
        for edit in edits(part, rules, (*names, *before)):
            at = edit.at or (node if isinstance(node, ast.stmt) and not isinstance(node, ast.FunctionDef) else None)
            yield edit._replace(tree=put(edit.tree), at=at)


def parts(node):
    """Yield (put, part, names) for each part of a node that can be edited.

    put(new) is the node with `new` in the part's place; names are those that it, and the lines before it, give values.
    """
    for field, child in ast.iter_fields(node):
        if isinstance(child, list) and field != "targets":
            before = ()
            for i, part in enumerate(child):
                before = (*before, *assigned(part))
                if isinstance(part, ast.expr | ast.stmt):
                    yield lambda new, i=i, f=field, c=child: put_in(node, f, [*c[:i], new, *c[i + 1 :]]), part, before
        elif isinstance(child, ast.Attribute) or (isinstance(child, ast.expr) and field not in ("func", "target")):
            yield lambda new, f=field: put_in(node, f, new), child, ()


def put_in(node, field, new):
    """Return a copy of a node with something else in one field."""
    return type(node)(**{**dict(ast.iter_fields(node)), field: new})


def parameters(node):
    """Return the names that a function takes."""
    return tuple(argument.arg for argument in node.args.args)


def assigned(node):
    """Return the names that a node gives a value."""
    return [n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store) and n.id != "_"]


def with_names(node, new):
    """Return a tree with something else wherever some names are read, {name: node}."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in new:
        return located(new[node.id])
    fields = dict(ast.iter_fields(node))
    for field, child in fields.items():
        if isinstance(child, list):
            fields[field] = [with_names(part, new) if isinstance(part, ast.AST) else part for part in child]
        elif isinstance(child, ast.AST):
            fields[field] = with_names(child, new)
    return ast.copy_location(type(node)(**fields), node)


def with_name_once(node, identifier, new):
    """Yield a tree with `new` in each one place where a name is read."""
    if isinstance(node, ast.Name) and node.id == identifier:
        yield new
    for put, part, _ in parts(node):
        yield from map(put, with_name_once(part, identifier, new))


def located(node):
    """Give places in the source, any, to the nodes of a tree that have none, and return it."""
    if not hasattr(node, "lineno"):
        node.lineno = node.col_offset = node.end_lineno = node.end_col_offset = 1
        for child in ast.iter_child_nodes(node):
            located(child)
    return node
