"""Makes the objects that a check needs, from the recipes of the contracts or the configuration.

What cannot be made is `Unavailable`, with the reason: the verdict is then `not_testable`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from hashlib import sha256
from typing import Any, TypeVar

from contracts.model import Choice, Contracts, Operation, Step
from harness.exchange import Exchange
from harness.reasons import WITHHELD
from harness.shapes import ID
from strategies.values import NOTHING
from suites.law import Unavailable
from suites.looking.ids import fresh, of_none
from suites.looking.routing import filled, slotted
from suites.objects.beginnings import Beginning, beginnings
from suites.objects.given import Given
from suites.objects.making import Maker, Send, substitute
from suites.objects.scarce import Lock
from suites.objects.stock import Stock
from suites.objects.trying import tried

T = TypeVar("T")


def split(reference: str) -> tuple[str, str, bool]:
    """Return resource, state and freshness of `@resource:state!`."""
    resource, _, state = reference.lstrip("@").rstrip("!").partition(":")
    return resource, state or "default", reference.endswith("!")


class Provisioner:
    """Objects of the target, made once and reused unless a fresh one is asked for.

    `send` makes a set-up call, `unique` returns a text that no other value equals, and within
    `standing` what is made counts as set-up; `allow` is told of ids that are chosen here. `given`
    are the objects that were configured. With `read_only` nothing is made or used up: objects are
    those that were configured, or that lists answer.
    """

    def __init__(
        self, send: Send, contracts: Contracts, stock: Stock, unique: Callable[[], str],
        standing: Callable[[], AbstractContextManager[None]] = nullcontext,
        allow: Callable[[str], None] = lambda _name: None, *, read_only: bool = False,
    ) -> None:  # fmt: skip
        self._send = send
        self._contracts = contracts
        self._stock = stock
        self._standing = standing
        self._holds: list[Lock] = []
        self.unique = unique
        self._allow = allow
        self._read_only = read_only
        self._maker = Maker(send, self.fill, contracts, stock, standing, self.saw)
        self.given = Given(contracts, stock, self._read, self._brought)

    def fill(self, value: Any) -> Any:
        """Return `value` with every text that starts with @ replaced. Raises Unavailable."""
        if isinstance(value, dict):
            return {key: self.fill(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self.fill(inner) for inner in value]
        if not isinstance(value, str) or not value.startswith("@"):
            return value
        if value == "@now":
            return int(time.time())
        if value.startswith("@unique"):
            return self._new(value.removeprefix("@unique").removeprefix("."))
        if value.startswith(NOTHING):
            return self._nothing(value.removeprefix(NOTHING))
        if value[1:] in self._contracts.choices:
            return self._chosen(self._contracts.choices[value[1:]])
        return self.obtain(value)

    def fresh_id(self) -> str | int:
        """Return an id that no object has, for one that the caller names."""
        views = (self._contracts, *self._contracts.views)  # ids are named under some of them
        api = next((one.api for one in views if one.api.id.chosen == "caller"), views[0].api)
        found = fresh(api, self.unique())
        self._allow(str(found))
        return found

    def _new(self, sort: str) -> str | int:
        """Return what no other form sends: a text, one of so many characters, an address, an id."""
        if sort.isdecimal():
            text = sha256(self.unique().encode()).hexdigest()
            return text[: int(sort)].ljust(int(sort), "a")
        if sort == "id":
            return self.fresh_id()
        return f"{self.unique()}@example.com" if sort == "email" else self.unique()

    def _nothing(self, kind: str) -> str:
        """Return the id of no object of a kind, as its ids look. Raises Unavailable."""
        return of_none(self._contracts, kind)

    def _chosen(self, choice: Choice) -> Any:
        """Return the first value of a choice that the account takes. Raises Unavailable."""
        chosen = self._stock.choices
        if choice.name not in chosen:
            form = self.fill(choice.step.form)
            tried = (value for value in choice.values if self._takes(choice, form, value))
            chosen[choice.name] = next(tried, choice.values[0])
        return chosen[choice.name]

    def _takes(self, choice: Choice, form: Mapping[str, Any], value: Any) -> bool:
        """Whether a call is not refused because of a value; what it makes is kept."""
        sent = substitute(form, {"value": value})
        exchange = self._send(choice.step.method, choice.step.path, sent)
        made = exchange.item.get(ID)
        if choice.makes and exchange.accepted and isinstance(made, str):
            self._stock.made.setdefault((choice.makes, False), made)
        blamed = exchange.error_body.get("param")
        return exchange.accepted or blamed != choice.refused

    def obtain(
        self, reference: str, *, changing: bool = False, stays: bool = False, reading: bool = False
    ) -> str:
        """Return the id of an object such as `@issuing.card:active!`. Raises Unavailable.

        Objects that are going to be changed (`changing`) are others than those that forms name:
        what a test does to its own object must not spoil the set-up of the next. One that `stays`
        as it is uses up none that was configured. Where none can be had and it is only going to be
        read (`reading`), one that a list answers will do.
        """
        if self._read_only and changing:
            raise Unavailable(WITHHELD)
        stays, reading = stays or self._read_only, reading or self._read_only
        with self._stock.lock:
            try:
                return self._obtain(reference, changing=changing, stays=stays)
            except Unavailable:
                found = self._listed(*split(reference)[:2]) if reading else ""
                if not found:
                    raise
                return found

    def _listed(self, resource: str, state: str) -> str:
        """Return an object that a list answers, "" for none; the list is asked once."""
        name, known = f"{resource}:{state}", self._stock.listed
        if name not in known:
            known[name] = self._maker.listed(resource, state)
        return known[name]

    def _obtain(self, reference: str, *, changing: bool, stays: bool) -> str:
        resource, state, fresh = split(reference)
        name, made = f"{resource}:{state}", self._stock.made
        kept = (name, changing)
        configured = self._configured(resource, state)
        if configured and fresh and not stays:
            return self.given.fresh(resource, state, configured)
        if configured:
            return self.given.kept(resource, state, configured, changing=changing)
        if not fresh and kept in made:
            return self._again(resource, state, made[kept])
        if name in self._stock.failed:
            raise self._stock.failed[name].afresh()
        try:
            found = self._maker.make(resource, state, read_only=self._read_only)
        except Unavailable as reason:
            self._stock.failed[name] = reason.afresh()
            raise
        if not fresh:
            made[kept] = found
        return found

    def added(self, resource: str) -> str:
        """Return the id of an object that calls make now, the newest of its kind.

        Where none is there yet for others to read, it is theirs too. Raises Unavailable.
        """
        with self._stock.lock:
            found = self.obtain(f"@{resource}!")
            self._stock.made.setdefault((f"{resource}:default", False), found)
        return found

    def renew(self, reference: str) -> None:
        """Let the next object that is going to be changed be a new one, where calls make them."""
        resource, state, _ = split(reference)
        self._stock.renew(f"{resource}:{state}")

    def forget(self, found: str) -> None:
        """Let an object that something was done to not be the one that the next law changes."""
        self._stock.forget(found)

    def lose(self, found: str) -> None:
        """Let an object that was deleted be used by no law any more."""
        self._stock.lose(found)

    def place_of(self, found: str) -> str:
        """Return the path of the call that made an object, "" where no call of this run did."""
        return self._stock.places.get(found, "")

    def owned(self, reference: str) -> bool:
        """Whether what `reference` gives may be changed: made by this run, or configured."""
        resource, state, _ = split(reference)
        recipe = self._contracts.recipe(resource, state)
        return bool(self._configured(resource, state) or (recipe and recipe.steps))

    def makes(self, resource: str, state: str) -> bool:
        """Whether objects in a state come from calls, as many as are asked for: none is given."""
        recipe = self._contracts.recipe(resource, state or "default")
        given = self._configured(resource, state or "default")
        return recipe is not None and bool(recipe.steps) and not given

    def _configured(self, resource: str, state: str) -> tuple[str, ...]:
        """Return the ids that were configured; whoever uses them has them until `release`."""
        found = self.given.ids(resource, state)
        lock = self._stock.scarce.lock(resource) if found else None
        if lock is not None and lock not in self._holds:
            free = lock.acquire(blocking=not self._holds)  # who has one waits for no other
            self._holds += [lock] if free else []
        return found

    def saw(self, found: str, path: str, form: Mapping[str, Any]) -> None:
        """Remember by which call an object was made: below what, it says."""
        self._stock.places[found] = path
        self._stock.forms[found] = {name: v for name, v in form.items() if isinstance(v, str)}

    def form_of(self, found: str) -> Mapping[str, Any]:
        """Return the form by which a call made an object, {} where none did."""
        return self._stock.forms.get(found, {})

    def release(self) -> None:
        """Let other groups use what was configured."""
        while self._holds:
            self._holds.pop().release()

    def _read(self, reader: Operation, found: str) -> Exchange:
        """Read a configured object."""
        ids = {reader.path_parameters[0].name: found}
        return self._send(reader.method, filled(reader.path, ids), slotted(reader, ids))

    def moved(self, found: str) -> None:
        """Note that an update of an object was accepted: it may be in another state now."""
        self._stock.moved.add(found)

    def _again(self, resource: str, state: str, found: str) -> str:
        """Return an object, brought back to its state when that can be done. Raises Unavailable."""
        recipe = self._contracts.recipe(resource, state)
        if recipe and recipe.again and found in self._stock.moved:
            self.take_step(recipe.again, found)
            self._stock.moved.discard(found)
        return found

    def _brought(self, resource: str, state: str, found: str) -> Exchange | None:
        """Return the answer to the request that brings a configured object back to its state."""
        recipe = self._contracts.recipe(resource, state)
        step = recipe.again if recipe else None
        if step is None:
            return None
        with self._standing():
            form = self.fill(step.form)
        return self._send(step.method, step.path.replace("{id}", found), form)

    def begun(
        self, operation: Operation, form: Mapping[str, Any], make: Callable[[Beginning], T],
        *, at_once: bool = False,
    ) -> T:  # fmt: skip
        """Return what `make` makes of a form, or of what a recipe has in its place.

        With `at_once` no other calls follow the creation. Raises Unavailable when no way works.
        """
        name, ways = beginnings(self._contracts, operation, form)
        ways = {place: way for place, way in ways.items() if not (at_once and way.steps)}
        place, found = tried(ways, self._stock.ways.get(name, 0), make)
        if name:
            self._stock.ways[name] = place
        return found

    def follow(self, step: Step, subject: str) -> Exchange:
        """Send a further step of a recipe and return its answer. Raises Unavailable."""
        return self._maker.step(step, subject, {})[2]

    def take_step(self, step: Step, subject: str, values: Mapping[str, Any] | None = None) -> str:
        """Send one step of a recipe and return the id it leaves. Raises Unavailable.

        `values` replace texts of the form that start with $.
        """
        return self._maker.step(step, subject, values or {})[0]
