"""The claims of a run by status: breaches by cause, what was not testable by its reason.

What holds, and what was noted, is grouped by the page itself, by resource and operation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from harness.ledger import Ledger
from harness.verdict import Status, Verdict
from reports.block import fitting
from reports.fixing import Cause, Causes
from reports.grouping import by_status, reasons
from reports.page.details import Details
from reports.page.exchanges import cut
from reports.siding import side_by_side

DETAILED = 2  # verdicts of one cause that are shown with all their exchanges
CAUSES = 250  # causes of which that is so; of the rest each claim has one exchange
_BROKEN: tuple[Status, ...] = ("fail", "fixed", "error", "warn", "known")
ROOM = 200_000  # bytes that the groups may take in a page
_TITLES = (600, 120, 40)  # characters of what a group is told by
_ROOT, _ROOTS = 200, 12  # characters of what stands in the way, and how many of it are named


class Sections:
    """Groups of claims by status, and what the page carries of each claim."""

    def __init__(self, ledger: Ledger, causes: Causes) -> None:
        self._ledger, self._causes = ledger, causes
        self._found = by_status(ledger.verdicts)
        self._numbers = {verdict.id: n for n, verdict in enumerate(ledger.verdicts)}
        self.details = Details(ledger)

    def block(self, **words: Any) -> str:
        """Return the groups as a block of the page, beside words that it needs."""
        groups = self._groups()

        def data(length: int) -> dict[str, Any]:
            told = [[status, cut(title, length), *rest] for status, title, *rest in groups]
            return {"groups": told, **words}

        return fitting(data, _TITLES, ROOM)

    def _groups(self) -> list[list[Any]]:
        """Return the groups, each with its status, title, clause, claims and what follows.

        The last is how many of the claims follow from what is broken in the group; of what was not
        testable it is the first of the claims that stand in the way.
        """
        broken = [group for status in _BROKEN for group in self._of(status)]
        blocked = [
            group for status in ("not_testable", "not_supported")
            for group in self._blocked(self._found[status])
        ]  # fmt: skip
        for status in ("pass", "noted"):
            self._short(self._found[status])
        return [*broken, *blocked]

    def _of(self, status: Status) -> Iterator[list[Any]]:
        for place, cause in enumerate(_told_once(self._causes.of(self._found[status]))):
            every = [*cause.verdicts, *(cause.following if cause.broken else ())]
            full = every[: DETAILED if place < CAUSES else 0]
            for verdict in full:
                self.details.full(self._numbers[verdict.id], verdict)
            self._short(every[len(full) :])
            sides = side_by_side(self._ledger, cause)
            if sides is not None and full:
                self.details.beside(self._numbers[full[0].id], sides)
            yield self._group(status, cause.title, cause.clause, every,
                              len(cause.following) if cause.broken else 0)  # fmt: skip

    def _blocked(self, verdicts: Iterable[Verdict]) -> Iterator[list[Any]]:
        for reason, group in reasons(verdicts):
            self._short(group)
            roots = sorted({cut(verdict.root, _ROOT) for verdict in group if verdict.root})
            yield self._group(group[0].status, reason, "", group, roots[:_ROOTS])

    def _short(self, verdicts: Iterable[Verdict]) -> None:
        for verdict in verdicts:
            self.details.short(self._numbers[verdict.id], verdict)

    def _group(
        self, status: Status, title: str, clause: str, verdicts: Iterable[Verdict], rest: Any
    ) -> list[Any]:
        numbers = [self._numbers[verdict.id] for verdict in verdicts]
        return [status, title, clause, numbers, rest]


def _told_once(causes: Iterable[Cause]) -> Iterator[Cause]:
    """Yield causes with each verdict in the first of them alone: it is read in one place."""
    told: set[str] = set()
    for cause in causes:
        parts = [
            tuple(v for v in part if v.id not in told) for part in (cause.broken, cause.following)
        ]
        told.update(verdict.id for part in parts for verdict in part)
        if any(parts):
            yield replace(cause, broken=parts[0], following=parts[1])
