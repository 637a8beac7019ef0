"""Every claim of a run as numbers, and the tables that these point into.

They stand by columns, packed, and an id as far as it differs from the one before: eighty thousand
claims are less than half a megabyte.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from harness.ledger import Ledger
from harness.verdict import ORDER, Verdict
from reports.block import Texts, fitting, fronted, steps
from reports.columns import Columns
from reports.families import families
from reports.grouping import OTHER, resource_of
from reports.page.exchanges import cut
from reports.proofs import proofs_of

LEVELS = ("must", "should", "probe")
ROOM = 1_000_000  # bytes that all rows may take in a page
_TEXTS = (2_000, 400, 120, 40, 0)  # characters of what was expected, and of what was observed
_COLUMNS = ("id", "operation", "law", "clause", "status", "level", "resource", "topic", "exchange",
            "expected", "observed", "source", "once")  # fmt: skip
_TABLES = ("operations", "laws", "clauses", "resources", "columns", "texts")
_AGAIN = "; not asked again: "


def rows(ledger: Ledger, shows: Mapping[str, int]) -> str:
    """Return the rows of a ledger as a block of a page, with as much of each text as has room.

    `shows` has the number of the exchange of a claim, by its id.
    """
    return fitting(lambda length: _Rows(ledger, shows, length).data(), _TEXTS, ROOM)


class _Rows:
    """The rows of a ledger's claims, in the order of its verdicts, with texts of a length."""

    def __init__(self, ledger: Ledger, shows: Mapping[str, int], length: int) -> None:
        self._ledger, self._shows, self._length = ledger, shows, length
        self._columns = Columns(ledger.laws)
        self._resources: Sequence[str] = ledger.header.get("resources", [])
        self._tables = {name: Texts() for name in _TABLES}
        self._tables["texts"].number("")

    def data(self) -> dict[str, Any]:
        """Return the rows and their tables."""
        made = [self._row(verdict) for verdict in self._ledger.verdicts]
        columns: dict[str, list[Any]] = {name: [row[at] for row in made]
                                         for at, name in enumerate(_COLUMNS)}  # fmt: skip
        columns |= {"id": fronted(columns["id"]), "exchange": steps(columns["exchange"])}
        tables, header = self._tables, self._ledger.header
        says, sources = header.get("clauses") or {}, header.get("sources") or {}
        cited, proofs = tables["clauses"].all, proofs_of(self._ledger)
        named = families(tables["resources"].all)
        return {
            "statuses": list(ORDER), "levels": list(LEVELS),
            **{name: table.all for name, table in tables.items()},
            "families": [named[name] for name in tables["resources"].all],
            "clauses": [[name, says.get(name, ""), sources.get(name, "")] for name in cited],
            "laws": [self._law(name, proofs.named(name)) for name in tables["laws"].all],
            "claims": columns,
        }  # fmt: skip

    def _law(self, name: str, faults: list[str]) -> list[Any]:
        law = self._ledger.laws.get(name)
        return [name, law.says if law else "", law.column if law else OTHER, faults]

    def _row(self, verdict: Verdict) -> list[Any]:
        found, number = self._tables, self._tables["texts"].number
        return [
            verdict.id, found["operations"].number(verdict.operation or OTHER),
            found["laws"].number(verdict.law), found["clauses"].number(verdict.clause),
            ORDER.index(verdict.status), LEVELS.index(verdict.level),
            found["resources"].number(resource_of(verdict, self._resources)),
            found["columns"].number(self._columns.of(verdict)), self._shows.get(verdict.id, -1),
            number(cut(verdict.expected, self._length)),
            number(cut(_observed(verdict), self._length)),
            number(verdict.source), number(_once(verdict)),
        ]  # fmt: skip


def _observed(verdict: Verdict) -> str:
    return "" if verdict.status == "pass" else verdict.observed or verdict.message


def _once(verdict: Verdict) -> str:
    """Return why a breach counts as seen once, "" where it does not."""
    if verdict.once:
        return "once: the claim was asked twice, and this was found one time only"
    if _AGAIN in verdict.message:
        return f"once: {verdict.message.rpartition('; ')[2]}"
    return ""
