"""Holds every answer of a group against the laws of exchanges, and keeps what they found.

A law that holds is told once a group, one that does not with the places at which it does not: a
bounded number of them, and how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.coding import garbled
from harness.exchange import Exchange
from harness.judge import judged, unanswered
from harness.verdict import Finding, Verdict
from suites.plan import Asked

if TYPE_CHECKING:
    from suites.firsts import Firsts
    from suites.law import Examine
    from suites.merit import Merit
    from suites.origins import Origins
    from suites.written import Written

MOST = 20  # places that are kept of one claim, a group
_EVIDENCE = 5  # exchanges that are kept of them


@dataclass(slots=True)
class _Tally:
    """What one law found in the answers of one operation."""

    asked: Asked
    held: Exchange | None = None
    findings: dict[str, Finding] = field(default_factory=dict)
    shown: dict[str, Exchange] = field(default_factory=dict)
    more: int = 0

    def complain(self, finding: Finding, exchange: Exchange) -> None:
        """Keep a complaint, the first of each place."""
        if finding.place in self.findings:
            return
        if len(self.findings) >= MOST:
            self.more += 1
            return
        self.findings[finding.place] = replace(finding, exchange=exchange.id)
        most = MOST if exchange.earlier else _EVIDENCE
        for one in (*exchange.earlier, *_before(finding, exchange), exchange):
            if len(self.shown) < most:
                self.shown.setdefault(one.id, one.slim())

    def verdict(self) -> Verdict | None:
        """Return the part of a verdict that this group has to give, if any."""
        probes = all(finding.level == "probe" for finding in self.findings.values())
        if self.findings and not (probes and self.held):
            return judged(self.asked.claim, Outcome(
                False, evidence=tuple(self.shown.values()),
                findings=tuple(self.findings.values()), more=self.more, silent=self.asked.law.lost,
            ))  # fmt: skip
        if self.held is not None:
            return judged(self.asked.claim, Outcome(True, evidence=(self.held,)))
        return None


def _before(finding: Finding, exchange: Exchange) -> list[Exchange]:
    """Return what an object was made or first seen by, where a finding names that exchange."""
    seen = (one.exchange for told in (exchange.firsts, exchange.written) for one in told.values())
    known = (*exchange.makings.values(), *seen) if finding.exchange else ()
    return [one for one in known if one.id == finding.exchange][:1]


class Watch:
    """Watches the answers of one group."""

    def __init__(
        self, contracts: Contracts, merit: Merit, origins: Origins,
        firsts: Firsts, written: Written, watched: Mapping[str, Iterable[Asked]],
    ) -> None:  # fmt: skip
        self._firsts = firsts
        self._written = written
        self._contracts = contracts
        self._merit = merit
        self._origins = origins
        self._watched = watched
        self._tallies: dict[str, _Tally] = {}
        self._numbers: dict[str, str] = {}  # by the id of a request: its method and path
        self.answered: set[str] = set()  # operations of which an answer was looked at

    def saw(self, exchange: Exchange, operation: Operation, *, wrong: bool = False) -> None:
        """Hold an answer against the laws that its operation is asked about.

        A server that does not know the operation at all breaks one promise, not one a law; one
        that accepts without an answer of the right kind has not shown that it keeps any. That a
        `wrong` request is accepted breaks the law that sent it, and no other (`suites/origins.py`).
        """
        if unanswered(exchange) or garbled(exchange):
            self._examine(exchange, operation, lost=True)
            return
        if not exchange.accepted and self._merit.absent(operation, exchange):
            return
        sifted = self._origins.sifted(self._numbered(exchange, operation), operation)
        if sifted is not None and not (wrong and exchange.accepted):
            traced = self._origins.traced(sifted, operation)
            contracts = self._contracts.of(operation)
            traced = self._firsts.traced(traced, operation, contracts)
            self._examine(self._written.traced(traced, operation, contracts), operation)

    def _numbered(self, exchange: Exchange, operation: Operation) -> Exchange:
        """Return an answer with the other request of this group that had the id of its own."""
        name = self._contracts.of(operation).api.headers.request_id
        number = exchange.header(name) if name else ""
        if not number:
            return exchange
        namesake = self._numbers.get(number, "")
        self._numbers.setdefault(number, f"{exchange.request.method} {exchange.request.path}")
        return replace(exchange, namesake=namesake) if namesake else exchange

    def _examine(self, exchange: Exchange, operation: Operation, *, lost: bool = False) -> None:
        """Hold an answer against laws; where none came that can be read, `lost`, against few."""
        if not lost:
            self.answered.add(operation.id)
        for asked in self._watched.get(operation.id, ()):
            if lost and not asked.law.lost:
                continue
            examine = cast("Examine", asked.law.body)
            for finding in examine(exchange, operation, self._contracts.of(operation)):
                if finding is not None:
                    self._tally(asked).complain(finding, exchange)
                elif exchange.refused or self._merit.telling(exchange, operation):
                    tally = self._tally(asked)
                    tally.held = tally.held or exchange.slim()

    def _tally(self, asked: Asked) -> _Tally:
        found = self._tallies.get(asked.claim.id)
        if found is None:
            found = self._tallies[asked.claim.id] = _Tally(asked)
        return found

    def verdicts(self) -> Iterator[Verdict]:
        """Yield what was found about each claim, and forget it."""
        found, self._tallies = self._tallies, {}
        for tally in found.values():
            verdict = tally.verdict()
            if verdict is not None:
                yield verdict
