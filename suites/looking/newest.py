"""Looks at the newest objects of a list: on its first page or, of a long one whose oldest objects
stand first, at its end.
"""

from __future__ import annotations

from contracts.model.api import TIMES
from harness.exchange import Exchange
from suites.lab import Lab
from suites.looking.entries import own_entry
from suites.looking.pages import LONG, Shelf, data_of, ids_of
from suites.looking.times import SECONDS, seconds

_PAGE = 100


class Newest:
    """The place in a list at which its newest objects stand: its first page, until one is found."""

    def __init__(self, lab: Lab, shelf: Shelf) -> None:
        self._lab = lab
        self._shelf = shelf
        self._behind = ""  # the object behind which they stand, "" where they stand first

    def page(self, limit: int) -> Exchange:
        """Return a page with them: `limit` of them where they stand first.

        Raises BadPage and Unavailable.
        """
        if not self._behind:
            return self._shelf.page(limit=limit)
        page = self._shelf.page(starting_after=self._behind, limit=_PAGE)
        for _ in range(LONG):
            ids = ids_of(page)
            if page.more is not True or len(ids) < 2:
                break
            self._behind = ids[-2]
            page = self._shelf.page(starting_after=self._behind, limit=_PAGE)
        return page

    def since(self, names: list[str]) -> None:
        """Show all that came behind the last of some objects, where the newest stand at the end."""
        if self._behind and names:
            self._behind = names[-1]

    def found(self) -> bool:
        """Whether a page shows an object that is made now: where it stands, they are looked for.

        Raises BadPage and Unavailable.
        """
        entry = own_entry(self._lab, self._shelf.operation)
        if not entry:
            return False
        page = self._shelf.page(limit=_PAGE)
        ids = ids_of(page)
        if entry in ids:
            late = 2 * ids.index(entry) > len(ids)
            if late and page.more is not True and self._last(entry, page):
                self._behind = ids[ids.index(entry) - 1]
            return True
        pages = self._shelf.around(entry)
        if not pages or not self._last(entry, pages[-1]):
            return False
        before = [name for page in pages[:-1] for name in ids_of(page)]
        self._behind = before[before.index(entry) - 1 if entry in before else -1]
        return True

    def _last(self, entry: str, page: Exchange) -> bool:
        """Whether a page shows an object, and behind it nothing that was made earlier."""
        operation, contracts = self._shelf.operation, self._lab.contracts
        created = contracts.of(operation).api.object.created
        field = contracts.resource(operation.returns).field(created)
        form = field.format if field is not None and field.format in TIMES else SECONDS
        times = {str(item["id"]): seconds(item.get(created), form) for item in data_of(page)}
        if entry not in times:
            return False
        names = list(times)
        later = [times[name] for name in names[names.index(entry) :]]
        known = [time for time in later if time is not None]
        return len(later) == 1 or (len(known) == len(later) and known == sorted(known))
