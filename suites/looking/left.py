"""Refused requests leave no object behind (G-30): the list of its kind is read around a batch.

Where something came that no worker of this run was told of, broken forms are sent again, a few
between two looks, each of those that something new came with alone, until one is known that leaves
something each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Any

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from harness.reasons import TOOK_ALL, WITHHELD
from strategies import Violation
from suites.lab import Lab
from suites.law import Unavailable, broken, passed
from suites.looking.around import PAUSES, TOP, UNLISTED, UNSHOWN, Around, Look, read
from suites.looking.pages import BadPage, ids_of
from suites.looking.say import joined, said

# Broken forms that are sent again at most; of a list that others fill meanwhile, fewer.
_ALONE, _BUSY = 40, 6
_TOGETHER = 8  # of them that are sent between two looks before each is sent alone


class Left(Around):
    """Looks at the newest objects of a list around a batch of refusals."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        super().__init__(lab, operation)
        self._refused: list[tuple[Violation, Exchange]] = []
        self._found = False  # whether a look shows what is made now
        self._before: Look | Unavailable = self._looked()

    def saw(self, violation: Violation, exchange: Exchange) -> None:
        """Remember an exchange of the batch."""
        if exchange.refused:
            self._refused.append((violation, exchange))

    def outcome(self) -> Outcome:
        """Look again and judge. Raises Unavailable when nothing was refused or can be read."""
        if isinstance(self._before, Unavailable):
            raise self._before
        if not self._refused:
            if self._lab.read_only:
                raise Unavailable(WITHHELD, self._before[1])
            blocker = f"{self._operation.id}.accepts"
            raise Unavailable(TOOK_ALL, self._before[1], blocked_by=blocker)
        after = self._after(self._before[1])
        if not (self._found or self._shown(self._before, after)):
            raise Unavailable(UNSHOWN, after[1])
        if self.appeared(self._before, after):
            steps = self._culprit()
            if steps:
                return self._told(steps)
        return passed(after[1], self._before[1], self._refused[0][1])

    def _after(self, before: Exchange) -> Look:
        """Look again: where a list has outgrown its page, at what is made now. Raises Unavailable.

        A page that ends where it ended shows nothing new where the oldest objects stand first.
        """
        after = self.look()
        if before.more is True or after[1].more is not True:
            return after
        if not self._newest_found() or self._newest is None:
            raise Unavailable(UNSHOWN, after[1])
        self._newest.since(ids_of(before))
        return self.look()

    def _newest_found(self) -> bool:
        """Whether looks show what is made from now on. Raises Unavailable."""
        try:
            self._found = self._found or (self._newest is not None and self._newest.found())
        except BadPage as bad:
            raise self._unread(bad) from None
        return self._found

    def _shown(self, *looks: Look) -> bool:
        """Whether looks show what other answers have shown, and not the oldest objects of many."""
        oldest = any(page.more is True and self._ascends(items) for items, page in looks)
        told = any(self._lab.merit.told_of(name) for items, _ in looks for name in items)
        return told and not oldest

    def _told(self, steps: list[Exchange]) -> Outcome:
        left = self.new(read(steps[-3]), read(steps[-1]))
        return broken(
            "the objects of the list as they were before a refused request",
            f"one more after it ({said(steps[-2])}): {joined(left, 3)}", *reversed(steps),
        )  # fmt: skip

    def _culprit(self) -> list[Exchange]:
        """Return look, refused request and look of a form that leaves something each time."""
        self._newest_found()  # a short look shows the oldest objects where they stand first
        quiet = self.quiet(max(PAUSES))
        for violation in self._suspects(quiet=quiet):
            steps = self.always(partial(self._refusal, violation))
            if steps:
                return steps
        return []

    def _suspects(self, *, quiet: bool) -> Iterator[Violation]:
        """Yield the forms that may leave something: several are sent between two looks at first."""
        forms = self._one_of_each()[: _ALONE if quiet else _BUSY]
        for start in range(0, len(forms), _TOGETHER):
            several = forms[start : start + _TOGETHER]
            before = self.look(TOP)
            for violation in several:
                self._refusal(violation)
            if self.appeared(before, self.look(TOP)):
                yield from several

    def _one_of_each(self) -> list[Violation]:
        """Return the forms that were refused, the first of each topic before all others."""
        found: dict[str, Violation] = {}
        for violation, _ in self._refused:
            found.setdefault(violation.topic, violation)
        first = list(found.values())
        known = {id(violation) for violation in first}
        return [*first, *(v for v, _ in self._refused if id(v) not in known)]

    def _refusal(self, violation: Violation) -> Exchange | None:
        """Send a broken form; None when it cannot be made, or is not refused."""
        lab, operation = self._lab, self._operation
        try:
            ids = lab.subject(operation, violation.subject, fresh=False)
            form = lab.provision.fill(violation.form)
        except Unavailable:
            return None
        with lab.wrongly():
            exchange = lab.call(operation, form, ids)
        return exchange if exchange.refused else None

    def _looked(self) -> Look | Unavailable:
        if self._newest is None:
            return Unavailable(UNLISTED)
        try:
            look = self.look()
            if look[1].more is not True or self._shown(look):
                return look
            self._newest_found()
            return self.look()
        except Unavailable as lacking:
            return lacking

    def _ascends(self, items: dict[str, Any]) -> bool:
        """Whether an object stands before one that was made later."""
        at = self._lab.contracts.api.object.created
        times = [x[at] for x in items.values() if isinstance(x.get(at), int)]
        return any(one < next_ for one, next_ in pairwise(times))
