"""The search query language (catalogue 1.5): clauses joined by AND or by OR."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.errors import ApiError, invalid
from sandbox.store import Object

_CLAUSE = re.compile(
    r"""\s*(?P<not>-)?(?P<field>[a-z_]+(?:\[(?:"[^"]*"|'[^']*')\])?)\s*"""
    r"""(?P<op>:|~|>=|<=|>|<)\s*(?P<value>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^\s]+)\s*"""
)
_JOIN = re.compile(r"(AND|OR)\b|(?=\S)", re.IGNORECASE)
_INTEGER = re.compile(r"-?[0-9]{1,18}")
Test = Callable[[Object], bool]


@dataclass(frozen=True, slots=True)
class Searched:
    """The fields that a kind of objects can be searched by, beside its `metadata`, and how many
    clauses a query may have.
    """

    numbers: frozenset[str]
    texts: frozenset[str]
    metadata: str = "metadata"
    clauses: int = 10


def malformed(message: str, param: str | None = None) -> ApiError:
    """Return the refusal of a query that is none."""
    return invalid(message, param, situation="malformed_query")


def parse(query: str, fields: Searched) -> Test:
    """Return the test that a query is. Raises ApiError (400) when it is malformed."""
    tests: list[Test] = []
    joins: set[str] = set()
    position = 0
    while position < len(query.rstrip()):
        match = _CLAUSE.match(query, position)
        if match is None:
            raise malformed(f"The query is malformed near '{query[position : position + 20]}'.")
        tests.append(_clause(match, fields))
        if len(tests) > fields.clauses:
            raise malformed(f"A query can have up to {fields.clauses} clauses.")
        position = match.end()
        if position < len(query.rstrip()):
            join = _JOIN.match(query, position)
            joins.add((join.group(1) or "AND").upper() if join else "AND")
            position = join.end() if join else position
            if position >= len(query.rstrip()):
                raise malformed("The query ends with a conjunction.")
    if not tests:
        raise malformed("The query is empty.", "query")
    if len(joins) > 1:
        raise malformed("A query cannot mix AND and OR.")
    decide = any if joins == {"OR"} else all
    return lambda item: decide(test(item) for test in tests)


def _clause(match: re.Match[str], fields: Searched) -> Test:
    field, operator = match["field"], match["op"]
    value, quoted = _unquote(match["value"])
    if field.startswith(f"{fields.metadata}["):
        test = _metadata(fields.metadata, field, operator, value, quoted)
    elif field in fields.numbers:
        test = _number(field, operator, value)
    elif field in fields.texts:
        test = _compare(lambda item: item.get(field), operator, value)
    else:
        raise malformed(f"Field `{field}` is an unsupported search field.")
    return (lambda item: not test(item)) if match["not"] else test


def _unquote(text: str) -> tuple[str, bool]:
    if text[0] in "\"'":
        return re.sub(r"\\(.)", r"\1", text[1:-1]), True
    return text, False


def _number(field: str, operator: str, text: str) -> Test:
    if operator == "~" or not _INTEGER.fullmatch(text):
        raise malformed(f"Field `{field}` takes a number and one of : > >= < <=.")
    wanted = int(text)
    compare: dict[str, Callable[[Any], bool]] = {
        ":": lambda found: bool(found == wanted),
        ">": lambda found: bool(found > wanted),
        ">=": lambda found: bool(found >= wanted),
        "<": lambda found: bool(found < wanted),
        "<=": lambda found: bool(found <= wanted),
    }
    return lambda item: compare[operator](item[field])


def _metadata(row: str, field: str, operator: str, value: str, quoted: bool) -> Test:
    key = field[len(row) + 2 : -2]
    if operator == ":" and value == "null" and not quoted:
        return lambda item: key not in item[row]
    return _compare(lambda item: item[row].get(key), operator, value)


def _compare(get: Callable[[Object], Any], operator: str, value: str) -> Test:
    wanted = value.casefold()
    if operator == ":":
        return lambda item: str(get(item) or "").casefold() == wanted
    if operator == "~":
        if len(value) < 3:
            raise malformed("A substring has at least three characters.")
        return lambda item: wanted in str(get(item) or "").casefold()
    raise malformed(f"The operator {operator} does not go with texts.")
