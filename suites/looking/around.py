"""Looks at the newest objects of a list, around something that is sent.

Others may make objects meanwhile. What no worker of this run was told of, not even a look later, is
looked into: what was sent is sent again, and what it leaves has to be left each time, while two
looks with nothing sent between them never show anything new.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Unavailable, broken
from suites.looking.dig import names_told
from suites.looking.newest import Newest
from suites.looking.pages import BadPage, Shelf, data_of
from suites.looking.say import joined
from suites.subjects import lister_of

# Looks with nothing sent between them that show nothing new before what was left is left again,
# round by round: not always as many, or whoever makes objects at a steady pace falls into step.
PAUSES = (1, 2, 1, 3, 1, 2, 3, 1)
UNLISTED = "no list shows what might be left"
UNSHOWN = "the list shows nothing that any other answer has shown"
PAGE, TOP = 100, 10  # objects that a look shows around a batch, and around one form
Look = tuple[dict[str, Any], Exchange]
Send = Callable[[], Exchange | None]  # None when nothing could be sent, or not as it should


def list_of(operation: Operation, contracts: Contracts) -> Operation | None:
    """Return the list that shows what an operation might leave behind, without asking for more."""
    found = lister_of(contracts, operation)
    needs = found is not None and any(row.required for row in found.sent)
    return None if needs else found


def lists(operation: Operation, contracts: Contracts) -> bool:
    """Whether an operation could leave an object behind that a list shows."""
    return _shown_by(operation, contracts) is not None


def _shown_by(operation: Operation, contracts: Contracts) -> Operation | None:
    return list_of(operation, contracts) if operation.changes else None


class Around:
    """Looks at the newest objects of the list of what an operation is about, where one shows them.

    `sees` says whether one does. A list that is asked itself is looked at.
    """

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self._lab = lab
        self._operation = operation
        reads = operation.kind == "list"
        listing = (list_of if reads else _shown_by)(operation, lab.contracts)
        self.sees = listing is not None
        self._newest = Newest(lab, Shelf(lab, listing, {}, {})) if listing else None
        self._beside = lab.worker.siblings.now()

    def look(self, limit: int = PAGE) -> Look:
        """Return the newest objects of the list by their ids, and the page. Raises Unavailable."""
        if self._newest is None:
            raise Unavailable(UNLISTED)
        try:
            return read(self._newest.page(limit))
        except BadPage as bad:
            raise self._unread(bad) from None

    def always(self, send: Send) -> list[Exchange]:
        """Return look, request and look where something new comes each time that it is sent.

        Nothing when it does not, or when anything comes while nothing is sent.
        """
        steps = self._alone(send)
        return steps if steps and all(self._again(send, pauses) for pauses in PAUSES) else []

    def more(self, before: Look, after: Look, send: Send, of: str) -> Outcome | None:
        """Return a breach where a request leaves more than its answer tells of, each time.

        `before` and `after` are looks around one that was sent; `of` says in words what was.
        """
        steps = self.always(send) if self.appeared(before, after) else []
        if not steps:
            return None
        left = self.new(read(steps[0]), read(steps[-1]))
        return broken(f"the objects that answers tell of, after {of}",
                      f"one more in the list: {joined(left, 3)}", *reversed(steps))  # fmt: skip

    def appeared(self, before: Look, after: Look) -> bool:
        """Whether something is new that nobody was told of, nor is a look later.

        Another's answer may have been on its way.
        """
        if not self.new(before, after):
            return False
        self.look(TOP)
        return bool(self.new(before, after))

    def new(self, before: Look, after: Look) -> list[str]:
        """Return the ids of objects that are new and that no answer has told of.

        Where one left the page, an older one may have come to its end.
        """
        at = self._lab.contracts.api.object.created
        times = [x[at] for x in before[0].values() if isinstance(x.get(at), int)]
        newest, told = max(times, default=0), self._lab.merit.told_of
        found = [
            name for name, item in after[0].items()
            if name not in before[0] and not told(name)
            and not (isinstance(item.get(at), int) and item[at] < newest)
        ]  # fmt: skip
        made = self._made_beside(found)
        return [name for name in found if name not in made]

    def quiet(self, pauses: int) -> bool:
        """Whether looks with nothing sent between them show nothing new."""
        looks = [self.look(TOP) for _ in range(pauses + 1)]
        return not any(self.new(*pair) for pair in pairwise(looks))

    def _again(self, send: Send, pauses: int) -> bool:
        """Whether nothing is new when nothing is sent, and something when it is."""
        return self.quiet(pauses) and bool(self._alone(send))

    def _alone(self, send: Send) -> list[Exchange]:
        """Return look, request and look, when something is new; else nothing."""
        before = self.look(TOP)
        exchange = send()
        after = self.look(TOP) if exchange is not None else before
        left = exchange is not None and self.appeared(before, after)
        return [before[1], exchange, after[1]] if exchange and left else []

    def _unread(self, bad: BadPage) -> Unavailable:
        blocker = f"{bad.exchange.operation}.accepts"
        reason = f"the list cannot be read: {bad.observed}"
        return Unavailable(reason, bad.exchange, blocked_by=blocker)

    def _made_beside(self, names: list[str]) -> set[str]:
        """Return the objects that another worker of this run was told of: it made them.

        What it merely read may be what was left here; a refusal carries what a payment that was
        declined has left.
        """
        if not names:
            return set()
        found = self._lab.worker.siblings.naming(names, self._beside)
        return {name for e in found if not e.request.reads for name in names_told(e)}


def read(page: Exchange) -> Look:
    """Return the objects of a page by their ids, and the page. Raises BadPage."""
    return {str(item["id"]): item for item in data_of(page)}, page
