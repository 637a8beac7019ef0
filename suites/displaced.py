"""Puts back what a group displaced of the account, such as its default, where its owner allowed it.

What held the place is looked up before the first request that takes it, and gets it back when the
group has ended: the one write to something that this run did not make, and it changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contracts.model import Operation
from harness.message import Message
from harness.shapes import ID
from suites.guard import displacing
from suites.looking.dig import dig
from suites.looking.routing import filled, placed, slotted
from suites.subjects import lister_of

if TYPE_CHECKING:
    from suites.lab import Lab


class Displaced:
    """What one group displaces: for each row that does so, who held the place."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._held: dict[str, tuple[Operation, str]] = {}

    def before(self, message: Message) -> None:
        """Look up who holds the place that a request takes, where it will have to be put back."""
        if message.reads or self._lab.worker.owned.account != "allowed":
            return
        operation = self._lab.route(message.method, message.path)
        if operation is None:
            return
        for path in displacing(operation, message):
            if path not in self._held:
                self._held[path] = operation, ""  # while it is looked up
                self._held[path] = operation, self._holder(operation, path)

    def _holder(self, operation: Operation, path: str) -> str:
        """Return the id of the object that holds a place, "" for none."""
        listing = lister_of(self._lab.contracts, operation)
        if listing is None:
            return ""
        query = _nested(path) if path in listing.rows else {}
        with self._lab.standing():
            page = self._lab.ask(
                listing.method, listing.path, operation=listing.id, **placed(listing, query)
            )
        field = path.replace("[", ".").replace("]", "")
        holding = (one for one in page.entries or () if dig(one, field) is True)
        found: dict[str, Any] = next(holding, {})
        return str(found.get(ID, ""))

    def restore(self) -> None:
        """Give each place back to who held it."""
        for path, (operation, holder) in self._held.items():
            near = self._lab.contracts.resource(operation.resource).operations
            update = next((o for o in near if o.kind == "update"), None)
            if not holder or update is None:
                continue
            ids = {update.path_parameters[0].name: holder}
            form = placed(update, {**slotted(update, ids), **_nested(path)})
            with self._lab.standing():
                message = self._lab.message(
                    update.method, filled(update.path, ids), operation=update.id, **form
                )
            self._lab.worker.target.send(message)
        self._held.clear()


def _nested(path: str) -> dict[str, Any]:
    """Return the form that says yes to a row."""
    form: Any = True
    for name in reversed(path.replace("]", "").split("[")):
        form = {name: form}
    return dict(form)
