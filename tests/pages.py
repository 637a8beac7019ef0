"""Reads the HTML report as its own script does: the blocks of data, and what is packed.

It shares nothing with what writes them.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

_BLOCK = re.compile(r'<script type="[a-z/]+" id="([a-z]+)">(.*?)</script>', re.DOTALL)
_COLUMNS = ("id", "operation", "law", "clause", "status", "level", "resource", "topic", "exchange",
            "expected", "observed", "source", "once")  # fmt: skip
_TABLES = {
    "operation": "operations", "law": "laws", "clause": "clauses", "status": "statuses",
    "level": "levels", "resource": "resources", "topic": "columns", "expected": "texts",
    "observed": "texts", "source": "texts", "once": "texts",
}  # fmt: skip
_EXCHANGE = ("id", "method", "path", "query", "form", "sent", "status", "headers", "body", "curl",
             "milliseconds")  # fmt: skip


@dataclass(frozen=True)
class Page:
    """A report: `html` is what stands there without a script, the rest what its script shows."""

    html: str
    rows: dict[str, Any]
    groups: list[list[Any]]
    evidence: dict[str, Any]

    @property
    def claims(self) -> dict[str, dict[str, Any]]:
        """The claims by id, each part of a row under its name."""
        columns: dict[str, list[Any]] = {**self.rows["claims"], "id": self.ids}
        columns["exchange"] = list(accumulate(columns["exchange"]))
        for name, table in _TABLES.items():
            columns[name] = [self.rows[table][number] for number in columns[name]]
        parts = zip(*(columns[name] for name in _COLUMNS), strict=True)
        return {row[0]: dict(zip(_COLUMNS, row, strict=True)) for row in parts}

    @property
    def ids(self) -> list[str]:
        """The ids of the claims, in the order of the page."""
        return _whole(self.rows["claims"]["id"])

    def told(self, claim: str) -> dict[str, Any]:
        """Return what is packed of a claim."""
        number = self.ids.index(claim)
        found: dict[str, Any] = self.evidence["claims"].get(str(number), {})
        return found

    def exchanges(self, claim: str) -> list[dict[str, Any]]:
        """Return the exchanges that are shown of a claim."""
        first = self.claims[claim]["exchange"]
        numbers = self.told(claim).get("exchanges", [] if first < 0 else [first])
        return [self.exchange(n) for n in numbers]

    def exchange(self, number: int) -> dict[str, Any]:
        """Return an exchange by its number."""
        columns = self.evidence["exchanges"]
        found = {name: columns[name][number] for name in _EXCHANGE if name != "id"}
        found |= {name: columns["parts"][found[name]] for name in ("sent", "headers", "curl")}
        inside = (found["form"], found["path"], found["query"])
        pieces = (inside[part] if isinstance(part, int) else part for part in found["curl"])
        return found | {"id": _whole(columns["id"])[number], "curl": "".join(pieces)}

    @property
    def texts(self) -> list[str]:
        """Every text that the script may show."""
        exchanges = self.evidence["exchanges"]
        every = [self.exchange(number) for number in range(len(exchanges["path"]))]
        return list(_texts([self.rows, self.ids, self.groups, self.evidence, every]))

    @property
    def whole(self) -> str:
        """All that can be read in the page."""
        return "\n".join((self.html, *self.texts))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield name
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _whole(fronted: list[Any]) -> list[str]:
    """Return texts of which each is told from the letter on that the one before has not."""
    found: list[str] = []
    for same, rest in zip(*fronted, strict=True):
        found.append((found[-1] if found else "")[:same] + rest)
    return found


def _unpacked(block: str) -> Any:
    return json.loads(zlib.decompress(base64.b64decode(block, validate=True), -15))


def page(text: str) -> Page:
    """Return what a report holds. Raises KeyError, ValueError when it is none."""
    blocks = dict(_BLOCK.findall(text))
    rows, groups, evidence = (_unpacked(blocks[name]) for name in ("rows", "groups", "evidence"))
    return Page(_BLOCK.sub("", text), rows, groups["groups"], evidence)
