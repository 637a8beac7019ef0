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
        return {row[0]: self._claim(row) for row in self.rows["claims"]}

    def _claim(self, row: list[Any]) -> dict[str, Any]:
        named = dict(zip(_COLUMNS, row, strict=True))
        return {
            name: self.rows[_TABLES[name]][value] if name in _TABLES else value
            for name, value in named.items()
        }

    def told(self, claim: str) -> dict[str, Any]:
        """Return what is packed of a claim."""
        number = [row[0] for row in self.rows["claims"]].index(claim)
        found: dict[str, Any] = self.evidence["claims"].get(str(number), {})
        return found

    def exchanges(self, claim: str) -> list[dict[str, Any]]:
        """Return the exchanges that are shown of a claim."""
        first = self.claims[claim]["exchange"]
        numbers = self.told(claim).get("exchanges", [] if first < 0 else [first])
        return [dict(zip(_EXCHANGE, self.evidence["exchanges"][n], strict=True)) for n in numbers]

    @property
    def texts(self) -> list[str]:
        """Every text that the script may show."""
        return list(_texts([self.rows, self.groups, self.evidence]))

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


def page(text: str) -> Page:
    """Return what a report holds. Raises KeyError, ValueError when it is none."""
    blocks = dict(_BLOCK.findall(text))
    packed = zlib.decompress(base64.b64decode(blocks["evidence"], validate=True), -15)
    return Page(_BLOCK.sub("", text), json.loads(blocks["rows"]),
                json.loads(blocks["groups"])["groups"], json.loads(packed))  # fmt: skip
