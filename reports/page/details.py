"""The evidence that a page carries: exchanges, each once, and of a breach what shows it again.

A claim that holds shows its first exchange. Of each cause a few breaches are told with all their
exchanges and a script, the others with the one that they are about.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from harness.exchange import Exchange
from harness.ledger import Ledger
from harness.verdict import BROKEN, Verdict
from reports.block import fitting
from reports.columns import Columns
from reports.known_entry import entry_of
from reports.page.exchanges import Shown, columns, cut, shown
from reports.reproduction.of_run import Reproductions
from reports.reproduction.steps import evidence
from reports.siding import Sides

LONGEST = 60  # exchanges of one verdict that are shown
SCRIPTS = 100  # that one page holds
ROOM = 1_500_000  # bytes that all of it may take in a page
# characters of an answer, scripts, and whether what holds has headers: what there is room for
_LIMITS = ((1_500, SCRIPTS, True), (1_500, 30, True), (1_500, 10, True), (400, 10, True),
           (400, 10, False), (200, 10, False), (80, 5, False))  # fmt: skip
_PLACE = 400  # characters of a text at a place
_FULL = 4  # times as much of an answer behind a breach that is told in full


class Details:
    """What a page carries of each claim besides its row."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._made = ledger, Reproductions(ledger)
        self._columns = Columns(ledger.laws)
        self._base = str(ledger.header.get("base_url", ""))
        self._entries = {entry["id"]: entry for entry in ledger.header.get("known") or ()}
        self._left = SCRIPTS
        self._scripted: list[int] = []
        self._exchanges: dict[str, int] = {}
        self._full: set[str] = set()
        self._told: dict[int, dict[str, Any]] = {}
        self.shows: dict[str, int] = {}

    def full(self, number: int, verdict: Verdict) -> None:
        """Take in a breach with all its exchanges, and what shows it again."""
        exchanges = self._all(verdict)
        self._full.update(exchange.id for exchange in exchanges)
        self._take(number, verdict, exchanges)
        self._told.setdefault(number, {}).update(self._again(verdict))
        if "script" in self._told[number]:
            self._scripted.append(number)

    def beside(self, number: int, sides: Sides) -> None:
        """Take in the reference server's answer beside the one that shows a breach."""
        rows = [[row.here, row.there, row.same] for row in sides.rows]
        self._told.setdefault(number, {})["side"] = [sides.summary, rows]

    def short(self, number: int, verdict: Verdict) -> None:
        """Take in a claim with the one exchange that it is about."""
        names = verdict.exchanges[:1]
        found = [self._ledger.exchanges[name] for name in names if name in self._ledger.exchanges]
        if verdict.status != "pass":
            found = list(evidence(self._ledger, verdict))[-1:]
        self._take(number, verdict, found)

    def _take(self, number: int, verdict: Verdict, exchanges: Iterable[Exchange]) -> None:
        numbers = [self._number(exchange) for exchange in exchanges]
        if numbers:
            self.shows[verdict.id] = numbers[0]
        told = self._said(verdict)
        if len(numbers) > 1:
            told["exchanges"] = numbers
        if told:
            self._told[number] = told

    def _number(self, exchange: Exchange) -> int:
        return self._exchanges.setdefault(exchange.id, len(self._exchanges))

    def _all(self, verdict: Verdict) -> list[Exchange]:
        """Return the exchanges to show: every step of a sequence, else one and its comparison."""
        names = verdict.exchanges[: LONGEST if self._columns.sequence(verdict) else 2]
        return [self._ledger.exchanges[name] for name in names if name in self._ledger.exchanges]

    def _again(self, verdict: Verdict) -> dict[str, Any]:
        """Return what shows a verdict again, {} where nothing does."""
        if self._made.of(verdict) is None:
            return {}
        self._left -= 1
        script = self._made.script(verdict) if self._left >= 0 else ""
        steps = {str(self._exchanges[name]): n for name, n in self._made.numbers(verdict).items()
                 if name in self._exchanges}  # fmt: skip
        found = {"run": self._made.run(verdict), "script": script, "steps": steps}
        return {name: part for name, part in found.items() if part}

    def _said(self, verdict: Verdict) -> dict[str, Any]:
        """Return the places of a verdict, what is known of it, the entry that would make it so."""
        found: dict[str, Any] = {}
        if len(verdict.findings) > 1 or verdict.more:
            found["places"] = [[*(cut(text, _PLACE) for text in (f.place, f.observed, f.expected)),
                                f.once] for f in verdict.findings]  # fmt: skip
            found["more"] = verdict.more
        excuse = self._entries.get(verdict.entry)
        if excuse:
            found["known"] = [f"until {said}" if name == "expires" else said
                              for name, said in excuse.items()
                              if isinstance(said, str) and said and name != "id"]  # fmt: skip
        if verdict.status in BROKEN:
            found["entry"] = entry_of(verdict)
        return found

    def packed(self) -> str:
        """Return all of it as a block of the page, with as much of each answer as has room."""
        return fitting(self._data, _LIMITS, ROOM)

    @cached_property
    def _shown(self) -> list[Shown]:
        most = _FULL * _LIMITS[0][0]
        return [shown(self._ledger.exchanges[name], self._base, most) for name in self._exchanges]

    def _data(self, limits: tuple[int, int, bool]) -> dict[str, Any]:
        length, scripts, headers = limits
        found = columns(
            self._shown, lambda name: length * (_FULL if name in self._full else 1),
            lambda name: headers or name in self._full,
        )  # fmt: skip
        claims = {str(n): dict(told) for n, told in self._told.items()}
        for number in self._scripted[scripts:]:
            del claims[str(number)]["script"]
        return {"exchanges": found, "claims": claims}
