"""Generic mutants of a Python module: small changes that know nothing of what the module does.

A site is a place where a module may be changed, and one way to change it. Which sites there are
depends on the text of the module alone, so that a mutant has a name: the function and the words,
with a number where they are there twice. What is edited elsewhere in a file changes no name.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
}  # fmt: skip
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult, ast.Mod: ast.FloorDiv, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """One mutant of a module: `node` is the place among all nodes of its tree, `way` which of the
    changes there; `line` and `words` are for people, `span` are the lines of its statement; `name`
    is unique in its module.
    """

    node: int
    way: int
    line: int
    words: str
    span: tuple[int, ...] = ()
    name: str = ""


def sites(source: str) -> list[Site]:
    """Return every mutant of a module. Raises SyntaxError."""
    tree = ast.parse(source)
    spans, scopes, found = _spans(tree), _scopes(tree), []
    named = Counter[str]()
    for number, node in enumerate(_nodes(tree)):
        for way, changed in enumerate(_ways(node)):
            words = _words(node, changed)
            line = getattr(node, "lineno", 0)
            name = f"{scopes.get(id(node), 'module')}: {words}"
            named[name] += 1
            name += f" ({named[name]})" if named[name] > 1 else ""
            found.append(Site(number, way, line, words, spans.get(id(node), (line,)), name))
    return found


def _scopes(tree: ast.Module) -> dict[int, str]:
    """Return which function or class each node stands in, by its names from the outside in."""
    found: dict[int, str] = {}
    for scope in ast.walk(tree):  # from the outermost: what is within is told last
        if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = ".".join(filter(None, (found.get(id(scope)), scope.name)))
            found.update(dict.fromkeys(map(id, ast.walk(scope)), name))
    return found


def _spans(tree: ast.Module) -> dict[int, tuple[int, ...]]:
    """Return the lines of the statement that each node belongs to; of a block its head alone."""
    found = {}
    for statement in ast.walk(tree):  # from the outermost: what is within is told last
        if isinstance(statement, ast.stmt):
            body = getattr(statement, "body", None)
            last = (body[0].lineno - 1 if body else statement.end_lineno) or statement.lineno
            lines = tuple(range(statement.lineno, max(last, statement.lineno) + 1))
            found.update(dict.fromkeys(map(id, ast.walk(statement)), lines))
    return found


def mutated(source: str, site: Site) -> ast.Module:
    """Return the tree of a module with one change."""
    tree = ast.parse(source)
    wanted = next(node for number, node in enumerate(_nodes(tree)) if number == site.node)
    changed = list(_ways(wanted))[site.way]
    done: ast.Module = _Swap(wanted, changed).visit(tree)
    return ast.fix_missing_locations(done)


class _Swap(ast.NodeTransformer):
    def __init__(self, node: ast.AST, changed: ast.AST) -> None:
        self._node, self._changed = node, changed

    def visit(self, node: ast.AST) -> Any:
        if node is self._node:
            return ast.copy_location(self._changed, node)
        return super().generic_visit(node)


def _nodes(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield what may be changed: not what only types or documentation is made of."""
    idle = {
        id(inner) for node in ast.walk(tree) for part in _idle(node) for inner in ast.walk(part)
    }
    return (node for node in ast.walk(tree) if id(node) not in idle)


def _idle(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a node that change nothing when the module runs."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node  # a docstring
    if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
        yield node.annotation
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield from filter(None, [node.returns, *node.decorator_list])
    if isinstance(node, ast.If) and _said(node.test) == "TYPE_CHECKING":
        yield node
    if isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom):
        yield node  # a text that is put together is a sentence for people


def _ways(node: ast.AST) -> Iterator[ast.AST]:
    for kind, change in _CHANGES:
        if isinstance(node, kind):
            yield from change(node)


def _compare(node: ast.Compare) -> Iterator[ast.AST]:
    for place, old in enumerate(node.ops):
        for new in _COMPARED.get(type(old), ()):
            changed = deepcopy(node)
            changed.ops[place] = new()
            yield changed


def _bool(node: ast.BoolOp) -> Iterator[ast.AST]:
    changed = deepcopy(node)
    changed.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield changed
    for place in range(len(node.values)):
        left = [deepcopy(value) for number, value in enumerate(node.values) if number != place]
        yield left[0] if len(left) == 1 else ast.BoolOp(node.op, left)


def _not(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.Not | ast.USub):
        yield deepcopy(node.operand)


def _count(node: ast.BinOp) -> Iterator[ast.AST]:
    new = _COUNTED.get(type(node.op))
    if new is not None:
        yield ast.BinOp(deepcopy(node.left), new(), deepcopy(node.right))


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
    elif isinstance(node.value, str) and node.value and " " not in node.value:
        yield ast.Constant(f"{node.value}_")


def _if(node: ast.If | ast.IfExp) -> Iterator[ast.AST]:
    for value in (True, False):
        changed = deepcopy(node)
        changed.test = ast.Constant(value)
        yield changed


def _return(node: ast.Return) -> Iterator[ast.AST]:
    if node.value is not None and not isinstance(node.value, ast.Constant):
        yield ast.Return(ast.Constant(None))


def _dropped(_node: ast.stmt) -> Iterator[ast.AST]:
    yield ast.Pass()


def _dict(node: ast.Dict) -> Iterator[ast.AST]:
    for place in range(len(node.keys)):
        changed = deepcopy(node)
        del changed.keys[place], changed.values[place]
        yield changed


def _items(node: ast.Tuple | ast.List | ast.Set) -> Iterator[ast.AST]:
    if isinstance(getattr(node, "ctx", ast.Load()), ast.Load) and len(node.elts) > 1:
        for place in range(len(node.elts)):
            changed = deepcopy(node)
            del changed.elts[place]
            yield changed


def _call(node: ast.Call) -> Iterator[ast.AST]:
    for place, keyword in enumerate(node.keywords):
        if keyword.arg is not None:
            changed = deepcopy(node)
            del changed.keywords[place]
            yield changed


def _turned(node: ast.Break | ast.Continue) -> Iterator[ast.AST]:
    yield ast.Continue() if isinstance(node, ast.Break) else ast.Break()


def _statement(node: ast.Expr) -> Iterator[ast.AST]:
    if isinstance(node.value, ast.Call | ast.Await):
        yield ast.Pass()


def _assigned(node: ast.Assign) -> Iterator[ast.AST]:
    """Leave out what is kept in an object; a name that is never set would only raise."""
    if all(isinstance(target, ast.Subscript | ast.Attribute) for target in node.targets):
        yield ast.Pass()


_Change = Callable[..., Iterator[ast.AST]]
_CHANGES: tuple[tuple[type[ast.AST] | tuple[type[ast.AST], ...], _Change], ...] = (
    (ast.Compare, _compare), (ast.BoolOp, _bool), (ast.UnaryOp, _not), (ast.BinOp, _count),
    (ast.Constant, _constant), ((ast.If, ast.IfExp), _if), (ast.Return, _return),
    ((ast.Raise, ast.AugAssign, ast.Delete), _dropped),
    (ast.Expr, _statement), (ast.Assign, _assigned),
    (ast.Dict, _dict), ((ast.Tuple, ast.List, ast.Set), _items), (ast.Call, _call),
    ((ast.Break, ast.Continue), _turned),
)  # fmt: skip


def _words(node: ast.AST, changed: ast.AST) -> str:
    """Return what a change does: of a part that is left out, which."""
    kept = [ast.dump(part) for part in _parts(changed)]
    left = [part for part in _parts(node) if ast.dump(part) not in kept]
    if type(node) is type(changed) and len(left) == 1:
        return f"{_said(node, 50)} without {_said(left[0])}"
    return f"{_said(node)} -> {_said(changed)}"


def _parts(node: ast.AST) -> list[ast.AST]:
    """Return what may be left out of a display or a call: its keys, items, or named arguments."""
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        return [value if key is None else key for key, value in pairs]
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return list(node.elts)
    return list(node.keywords) if isinstance(node, ast.Call) else []


def _said(node: ast.AST, most: int = 90) -> str:
    """Return code as one short line."""
    shown = node.test if isinstance(node, ast.If) else node
    text = " ".join(ast.unparse(ast.fix_missing_locations(deepcopy(shown))).split())
    return text if len(text) <= most else f"{text[: most - 3]}..."
