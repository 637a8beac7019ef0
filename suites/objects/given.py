"""Objects that the user gave: read before they are trusted, and used sparingly.

What a configuration says of an object was true when it was written. An earlier run, or another one
at the same time, may have used it up since. Those that are changed for good are taken from the
front of the list, those that are used again and again from its end; what another name lists too is
not used up. Runs start at different places (`turn`), so that two at once seldom meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.shapes import ID
from suites.law import Unavailable
from suites.looking.dig import dig
from suites.objects.stock import Stock

_GONE = (404, 410)  # statuses of a refusal that knows no such object
Read = Callable[[Operation, str], Exchange]
Again = Callable[[str, str, str], Exchange | None]


class Given:
    """The configured objects, as one group uses them.

    `read` asks the operation that reads an object for one of an id, `again` sends the request that
    brings one back to its state and returns the answer, None where there is no such request.
    """

    def __init__(self, contracts: Contracts, stock: Stock, read: Read, again: Again) -> None:
        self._contracts = contracts
        self._stock = stock
        self._read = read
        self._again = again
        self._trusted: set[tuple[str, str]] = set()  # name and id of what this group has read
        self.borrowed: set[str] = set()
        self.wasted: dict[str, str] = {}  # what this group used up itself, by "resource:state"
        self.spent: set[str] = set()  # what was given to this group to be used up
        self.disturbed = False
        self._left: dict[str, Mapping[str, Any]] = {}  # how this group left an object, by its id

    def ids(self, resource: str, state: str) -> tuple[str, ...]:
        """Return the ids that were configured for a state, or for none where any will do."""
        ids = self._stock.configured
        exact = ids.get(f"{resource}:{state}", ())
        return exact or (ids.get(resource, ()) if state == "default" else ())

    # -- choosing ----------------------------------------------------------------------------

    def fresh(self, resource: str, state: str, ids: tuple[str, ...]) -> str:
        """Return an id that was not given yet and is in its state. Raises Unavailable."""
        name = f"{resource}:{state}"
        spent = self._stock.spent.setdefault(name, set())
        for found in self._front(name, ids):
            if found in spent:
                continue
            spent.add(found)
            self.spent.add(found)
            if not self._wrong(resource, state, found, mend=True):
                return self._lent(found)
        raise Unavailable(f"the {len(ids)} configured ids of {name} are used up; configure more")

    def kept(self, resource: str, state: str, ids: tuple[str, ...], *, changing: bool) -> str:
        """Return an id that is used again and again, in its state. Raises Unavailable."""
        name = f"{resource}:{state}"
        known = self._stock.made.get((name, changing), "")
        wrong = ""
        for found in dict.fromkeys((known, *self._end(name, ids, changing=changing))):
            if not found or found not in ids:
                continue
            reason = self._wrong(resource, state, found, mend=changing)
            if not reason:
                self._stock.made[name, changing] = found
                return self._lent(found)
            wrong = wrong or reason
        reason = f"none of the {len(ids)} configured ids of {name} can be used ({wrong})"
        raise Unavailable(f"{reason}; configure more")

    def worn(self, resource: str, state: str) -> str:
        """Return an id that is used up, but may do where any object will; "" when none is."""
        return self._stock.worn.get(f"{resource}:{state}", "")

    def doubt(self, found: str) -> None:
        """Let an object to which something was done be read before it is used again."""
        self._trusted = {pair for pair in self._trusted if pair[1] != found}

    def _front(self, name: str, ids: tuple[str, ...]) -> Iterator[str]:
        """Yield the ids that may be used up: not the last, nor what another name lists."""
        rest = ids[: max(1, len(ids) - 1)]
        others = self._others(name)
        own = tuple(found for found in rest if found not in others) or rest
        start = self._stock.turn % len(own)
        yield from (*own[start:], *own[:start])

    def _end(self, name: str, ids: tuple[str, ...], *, changing: bool) -> Iterator[str]:
        """Yield ids from the end; those that are changed begin elsewhere in each run."""
        if not changing:
            yield from ids[::-1]
            return
        backwards, start = ids[::-1], self._stock.turn % len(ids)
        spent, others = self._stock.spent.get(name, set()), self._others(name)
        turned = (*backwards[start:], *backwards[:start])
        yield from sorted(turned, key=lambda found: (found in others, found in spent))

    def _others(self, name: str) -> set[str]:
        """Return the ids that other names list."""
        found = self._stock.configured.items()
        return {one for other, ids in found if other != name for one in ids}

    def _lent(self, found: str) -> str:
        self.borrowed.add(found)
        return found

    # -- trusting ----------------------------------------------------------------------------

    def _wrong(self, resource: str, state: str, found: str, *, mend: bool) -> str:
        """Return why a configured object is not what its name says, "" when it is.

        It is read once a group, and again when something was done to it; `mend` brings it back.
        """
        pair, moved = (f"{resource}:{state}", found), found in self._stock.moved
        reader = self.reader(resource)
        if reader is None or (pair in self._trusted and not moved):
            return ""
        answer = None
        if pair not in self._trusted or not mend:
            answer = self._read(reader, found)
        if mend and (answer is None or self._off(resource, state, answer)):
            again = self._again(resource, state, found)
            refused = again is not None and not again.accepted
            answer = (self._read(reader, found) if refused else again) or answer
        reason = self._off(resource, state, answer) if answer else ""
        if not reason:
            self._trusted.add(pair)
            self._stock.moved.discard(found)
        return reason

    def _off(self, resource: str, state: str, answer: Exchange) -> str:
        """Return what an answer shows that an object in a state does not, "" when nothing."""
        api = self._contracts.by(answer.operation).api
        unknown = self._contracts.by(answer.operation).situations.get("unknown_id")
        marked = answer.conventions.refusal is not None and answer.refused and unknown is not None
        gone = answer.status in _GONE and bool(answer.code)
        gone = gone or (marked and answer.code in (unknown.code if unknown else ()))
        if gone or (api.object.deleted and answer.item.get(api.object.deleted) is True):
            return "it is not there"
        for path, wanted in self._shows(resource, state).items():
            seen = dig(answer.item, path)
            if isinstance(seen, str) and seen != wanted and self._known(resource, path, seen):
                return f"{path} {seen}"
        return ""

    def _known(self, resource: str, path: str, seen: str) -> bool:
        """Whether a value is one that this API has; another is for the laws to judge."""
        fields = self._contracts.resource(resource).fields
        enum = next((field.enum for field in fields if field.name == path), ())
        return seen in enum

    def _shows(self, resource: str, state: str) -> Mapping[str, Any]:
        """Return what an object in a state shows: by its recipe, or as a state of its lifecycle."""
        recipe = self._contracts.recipe(resource, state)
        if recipe and recipe.shows:
            return recipe.shows
        life = next((r.lifecycle for r in self._contracts.resources if r.name == resource), None)
        if life is None:
            return {}
        cells = (cell.state for cell in life.transitions if cell.recipe == state)
        wanted = state if state in life.states else next(cells, "")
        return {life.field: wanted} if wanted else {}

    def _reader(self, resource: str) -> Operation | None:
        found = next((r for r in self._contracts.resources if r.name == resource), None)
        return next((o for o in found.operations if o.kind == "retrieve"), None) if found else None

    def reader(self, resource: str) -> Operation | None:
        """Return what reads an object by its id alone, None where nothing does."""
        reader = self._reader(resource)
        return reader if reader is not None and len(reader.path_parameters) == 1 else None

    # -- other runs --------------------------------------------------------------------------

    def saw(self, exchange: Exchange) -> None:
        """Note how an answer shows a configured object: what this group did not do, another did."""
        item = exchange.item
        found = item.get(ID)
        if not exchange.accepted or not isinstance(found, str):
            return
        names = [name for name, ids in self._stock.configured.items() if found in ids]
        if not names:
            return
        for name in names:
            resource, _, state = name.partition(":")
            if self._off(resource, state or "default", exchange):
                self._stock.worn.setdefault(name, found)
                self._trusted.discard((name, found))
                if found in self.borrowed and not exchange.request.reads:
                    self.wasted.setdefault(name, found)
        if not exchange.request.reads or found not in self._left:
            self._left[found] = item
        elif _unlike(self._left[found], exchange):
            self.disturbed = True

    def changed(self) -> bool:
        """Whether another run changed an object while this group had it; each is read again."""
        resources = {one: name.partition(":")[0]
                     for name, ids in self._stock.configured.items() for one in ids}  # fmt: skip
        for found in sorted(self.borrowed & self._left.keys()):
            if self.disturbed:
                break
            reader = self.reader(resources[found])
            if reader is not None:
                self._read(reader, found)  # whoever sees the answer, `saw` does
        return self.disturbed


def _unlike(left: Mapping[str, Any], exchange: Exchange) -> bool:
    """Whether an object reads otherwise than it was left, be it in one plain field."""
    now, own = exchange.item, exchange.conventions.metadata
    shared = left.keys() & now.keys()
    plain = (str, int, float, bool)
    return any(
        left[name] != now[name]
        for name in shared
        if name == own or (isinstance(left[name], plain) and isinstance(now[name], plain))
    )
