"""Retrieves what an operation is about: to look at it, or where its answer does not show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from contracts.model import Operation
from harness.exchange import Exchange
from suites.law import Unavailable
from suites.looking.dig import named
from suites.looking.routing import filled, placed, slotted
from suites.looking.say import said
from suites.nowhere import unrouted
from suites.objects.picking import above
from suites.subjects import names_alike, reader_of

if TYPE_CHECKING:
    from suites.lab import Lab


class Retrieving:
    """Retrieves objects in the name of one group."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab

    def reader(self, operation: Operation) -> Operation | None:
        """Return the operation that retrieves what `operation` is about."""
        return reader_of(self._lab.contracts, operation)

    def read(
        self, operation: Operation, ids: Mapping[str, str], expand: Sequence[str] = ()
    ) -> Exchange | None:
        """Retrieve the object that an operation changes, if the contracts know how.

        `expand` are paths that are expanded, where that can be asked for. Raises Unavailable when
        the target does not have that operation.
        """
        retrieve = self.reader(operation)
        if retrieve is None or not ids:
            return None
        form = {retrieve.expansion: list(expand)} if expand and retrieve.expansion else {}
        found = self._lab.call(retrieve, form, self._own(retrieve, operation, ids))
        if self._lab.merit.absent(retrieve, found) and unrouted(self._lab, retrieve, found):
            reason = f"{retrieve.title} is not there ({said(found)})"
            raise Unavailable(reason, found, blocked_by=retrieve.title)
        return found

    def _own(
        self, retrieve: Operation, operation: Operation, ids: Mapping[str, str]
    ) -> dict[str, str]:
        """Return the ids in the path of a retrieval. Raises Unavailable when one is not known."""
        rows = retrieve.path_parameters
        if len(rows) == 1:
            same = [row.name for row in operation.path_parameters if names_alike(row, rows[0])]
            known = [ids[name] for name in same if name in ids]
            return {rows[0].name: known[-1] if known else next(iter(ids.values()))}
        own = list(ids.values())[-1]
        found = {row.name: ids.get(row.name) or above(self._lab.provision, retrieve, row, own)
                 for row in rows[:-1]}  # fmt: skip
        if not all(found.values()):
            reason = f"nobody knows all the ids in the path of {retrieve.title}"
            raise Unavailable(reason)
        return {**found, rows[-1].name: ids.get(rows[-1].name, own)}

    def back(self, exchange: Exchange, operation: Operation, ids: Mapping[str, str]) -> Exchange:
        """Return an answer with the object that it is about, where the API shows none in it."""
        reader = self.reader(operation) if self.hides(operation) else None
        name = named(exchange.item) or next(reversed(list(ids.values())), "")
        if reader is None or not exchange.accepted or exchange.response is None or not name:
            return exchange
        own = {**ids, reader.path_parameters[-1].name: name}
        asked = placed(reader, slotted(reader, own))
        with self._lab.standing():
            found = self._lab.ask(
                reader.method, filled(reader.path, own), operation=reader.id, **asked
            )
        shown = exchange.response.reading(found.json) if found.accepted else exchange.response
        return replace(exchange, response=shown)

    def hides(self, operation: Operation) -> bool:
        """Whether an operation's answer does not show the object that it is about."""
        place = operation.stands or self._lab.contracts.of(operation).api.object.stands
        return place == "absent" and operation.shape == "object" and not operation.reads
