"""Walks through decoded bodies. What people wrote themselves, metadata, is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from contracts.model import Contracts, Field, Operation
from harness.exchange import Exchange
from harness.writing import ruled
from suites.looking.once import per_operation

_DEEPEST = 40
Tables = Mapping[str, Sequence[Field]]  # fields by resource
_MOST = 5_000  # bare paths that are remembered of an operation: a server may make them up


def bare(path: str) -> str:
    """Return a dotted path without the places in lists."""
    return ".".join(part for part in path.split(".") if not part.isdecimal())


class Leaf(NamedTuple):
    """A value of a body that is no dictionary and no list: where it stands, and its last name.

    `bare` is the path without the places in lists.
    """

    path: str
    bare: str
    name: str
    value: Any


def leaves(exchange: Exchange) -> list[Leaf]:
    """Return every value of a body but metadata, which is the senders' own, in its order."""
    return exchange.once(_leaves)


def _leaves(exchange: Exchange) -> list[Leaf]:
    body = exchange.json
    if not isinstance(body, (dict, list)):
        return [Leaf("", "", "", None)]
    known, found = exchange.conventions, list[Leaf]()
    _collect(body, "", "", "", 1, ruled(known.metadata, known.naming.rule), found)
    return found


def told(exchange: Exchange) -> list[Leaf]:
    """Return the leaves of what an answer shows, by the names and below the paths of its table."""
    return leaves(exchange) if exchange.conventions.plain else exchange.once(_told_leaves)


def _told_leaves(exchange: Exchange) -> list[Leaf]:
    known, found = exchange.conventions, list[Leaf]()
    if exchange.entries is None:
        _collect(exchange.item, "", "", "", 1, known.metadata, found)
    for index, entry in enumerate(exchange.entries or ()):
        if isinstance(entry, dict):
            _collect(entry, f"{known.items}.{index}", known.items, "", 2, known.metadata, found)
    return found


def _collect(
    value: dict[str, Any] | list[Any], path: str, bare: str, name: str, depth: int, own: str,
    found: list[Leaf],
) -> None:  # fmt: skip
    """Add the leaves below a value, down to a depth that no honest answer has.

    An answer has hundreds: what is no leaf is no object of its own.
    """
    if depth > _DEEPEST:
        return
    start, short = f"{path}." if path else "", f"{bare}." if bare else ""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == own:
                continue
            at = start + key
            plain = at if bare is path else short + key  # one text, not two
            if isinstance(inner, (dict, list)):
                _collect(inner, at, plain, key, depth + 1, own, found)
            else:
                found.append(Leaf(at, plain, key, inner))
        return
    for index, inner in enumerate(value):
        at = f"{start}{index}"
        if isinstance(inner, (dict, list)):
            _collect(inner, at, bare, name, depth + 1, own, found)
        else:
            found.append(Leaf(at, bare, name, inner))


class Lead(NamedTuple):
    """Where a path leads to in a table: the field, or one below which no table says more."""

    row: Field
    whole: bool

    def fits(self, wanted: Callable[[Field], bool]) -> bool:
        """Whether the field is one that is wanted; of what no table describes its name says so."""
        return not self.whole or any(map(wanted, (self.row, *self.row.alternatives)))


@dataclass(slots=True)
class _Told:
    """What tables say: of bare paths, and the names of the fields that a question is about."""

    paths: dict[str, Lead | None] = field(default_factory=dict)
    names: dict[Callable[[Field], bool], frozenset[str]] = field(default_factory=dict)


@per_operation
def _told(_operation: Operation, _contracts: Contracts) -> _Told:
    return _Told()


def promised(
    exchange: Exchange, operation: Operation, contracts: Contracts, wanted: Callable[[Field], bool]
) -> Iterator[Leaf]:
    """Yield the leaves that the response table has as fields that `wanted` accepts.

    What a server shows beside the table, under names of its own, keeps its own conventions (T-50).
    """
    known = _told(operation, contracts)
    if wanted not in known.names:
        known.names[wanted] = _names(contracts, wanted)
    names, paths = known.names[wanted], known.paths
    for leaf in told(exchange):
        if leaf.name not in names:
            continue
        if leaf.bare not in paths:
            if len(paths) > _MOST:
                paths.clear()
            paths[leaf.bare] = _promises(leaf.bare, operation, contracts)
        lead = paths[leaf.bare]
        if lead is not None and lead.fits(wanted):
            yield leaf


def _names(contracts: Contracts, wanted: Callable[[Field], bool]) -> frozenset[str]:
    """Return the names of the fields of any table that `wanted` accepts."""
    tables = (resource.table.values() for resource in contracts.resources)
    return frozenset(row.name for table in tables for row in table if wanted(row))


def _promises(path: str, operation: Operation, contracts: Contracts) -> Lead | None:
    """Return the field that a response table has at a bare path, if it has one."""
    tables = {resource.name: resource.fields for resource in contracts.resources}
    envelope = "" if not operation.many else f"{contracts.of(operation).api.list.items}."
    names = path.removeprefix(envelope).split(".")
    return _leads(names, tables[operation.returns], tables) if path.startswith(envelope) else None


def _leads(names: Sequence[str], fields: Sequence[Field], tables: Tables) -> Lead | None:
    """Return where names lead to through tables, None where these have no such field."""
    row = next((row for row in fields if row.name == names[0]), None)
    rest = names[1:]
    while row is not None and (inner := row.items or row.values) is not None:
        if row.type == "object" and rest[:1] != ["data"]:  # a list, beside its entries
            return None
        rest = rest if row.type == "array" else rest[1:]
        row = inner
    if row is None:
        return None
    below = row.children or tables.get(row.resource or "", ())
    return _leads(rest, below, tables) if rest and below else Lead(row, whole=not rest)


def may_expand(exchange: Exchange, contracts: Contracts) -> bool:
    """Whether objects may stand in the place of ids: where it is asked for that.

    Where nothing says how that is asked, nothing says when it is not.
    """
    expansion = contracts.by(exchange.operation).api.expansion
    request = exchange.request
    return expansion is None or any(
        expansion.row in asked for asked in (request.asked_query, request.asked_body)
    )


def expansions_of(exchange: Exchange, operation: Operation, contracts: Contracts) -> list[str]:
    """Return the dotted paths that a request asks to expand, those of the entries of a list."""
    expansion = contracts.of(operation).api.expansion
    row = expansion.row if expansion else ""
    request = exchange.request
    text = request.asked if request.reads else request.asked_body
    sent = [value for name, value in parse_qsl(text) if row and name.partition("[")[0] == row]
    envelope = "" if not operation.many else f"{contracts.of(operation).api.list.items}."
    return [path.removeprefix(envelope) for path in sent]


def returned(exchange: Exchange, operation: Operation) -> list[dict[str, Any]]:
    """Return the objects that an accepted exchange returned: one, or those of a page.

    What stands in the place of a deleted object is none.
    """
    return [item for item in _shown(exchange, operation) if not gone(item, operation)]


def gone(item: dict[str, Any], operation: Operation) -> bool:
    """Whether an object says of itself that it is deleted."""
    return any(item.get(name) is True for name in operation.tombs)


def _shown(exchange: Exchange, operation: Operation) -> list[dict[str, Any]]:
    if not operation.many:
        shown = operation.shape == "object" and exchange.item
        return [exchange.item] if shown else []
    return [item for item in exchange.entries or () if isinstance(item, dict)]
