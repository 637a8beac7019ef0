"""Makes the objects that a check needs, from the recipes of the contracts or the configuration.

What cannot be made is `Unavailable`, with the reason: the verdict is then `not_testable`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from contracts.model import Choice, Contracts, Lifecycle, Recipe, Step
from harness.exchange import Exchange
from suites.law import Unavailable
from suites.looking.dig import dig
from suites.looking.say import an, shown
from suites.objects.given import Given
from suites.objects.stock import Stock

_UNWANTED = 100  # more than all lists of preferred values together are long
Send = Callable[[str, str, Mapping[str, Any]], Exchange]


def split(reference: str) -> tuple[str, str, bool]:
    """Return resource, state and freshness of `@resource:state!`."""
    resource, _, state = reference.lstrip("@").rstrip("!").partition(":")
    return resource, state or "default", reference.endswith("!")


def _shortcoming(recipe: Recipe, item: Any) -> int:
    """Return how far an element of a list is from what a recipe prefers."""
    total = 0
    for path, values in recipe.prefers.items():
        seen = dig(item, path)
        total += values.index(seen) if seen in values else _UNWANTED
    return total


class Provisioner:
    """Objects of the target, made once and reused unless a fresh one is asked for.

    `send` makes a set-up call, `unique` returns a text that no other value equals, and within
    `standing` what is made counts as set-up. `given` are the objects that were configured.
    """

    def __init__(
        self, send: Send, contracts: Contracts, stock: Stock, unique: Callable[[], str],
        standing: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:  # fmt: skip
        self._send = send
        self._contracts = contracts
        self._names = contracts.api.object
        self._stock = stock
        self._standing = standing
        self._holds = False
        self.unique = unique
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
        if value == "@unique":
            return self.unique()
        if value == "@unique.email":
            return f"{self.unique()}@example.com"
        if value[1:] in self._contracts.choices:
            return self._chosen(self._contracts.choices[value[1:]])
        return self.obtain(value)

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
        made = exchange.item.get(self._names.id)
        if choice.makes and exchange.accepted and isinstance(made, str):
            self._stock.made.setdefault((choice.makes, False), made)
        blamed = exchange.error_body.get(self._contracts.api.error.param)
        return exchange.accepted or blamed != choice.refused

    def obtain(self, reference: str, *, changing: bool = False, stays: bool = False) -> str:
        """Return the id of an object such as `@issuing.card:active!`. Raises Unavailable.

        Objects that are going to be changed (`changing`) are others than those that forms name:
        what a test does to its own object must not spoil the set-up of the next. One that `stays`
        as it is uses up none that was configured.
        """
        with self._stock.lock:
            return self._obtain(reference, changing=changing, stays=stays)

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
            found = self._make(resource, state)
        except Unavailable as reason:
            self._stock.failed[name] = reason.afresh()
            raise
        if not fresh:
            made[kept] = found
        return found

    def renew(self, reference: str) -> None:
        """Let the next object that is going to be changed be a new one, where calls make them."""
        resource, state, _ = split(reference)
        self._stock.renew(f"{resource}:{state}")

    def forget(self, found: str) -> None:
        """Let an object that something was done to not be the one that the next law changes."""
        self._stock.forget(found)

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
        if found and not self._holds:
            self._holds = self._stock.scarce.acquire()
        return found

    def release(self) -> None:
        """Let other groups use what was configured."""
        if self._holds:
            self._stock.scarce.release()
        self._holds = False

    def _read(self, resource: str, found: str) -> Exchange:
        """Read a configured object."""
        return self._send("GET", self.given.path(resource, found), {})

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

    def _life(self, resource: str, state: str) -> Lifecycle | None:
        """Return the lifecycle of a resource that has such a state."""
        found = next((r.lifecycle for r in self._contracts.resources if r.name == resource), None)
        return found if found is not None and state in found.states else None

    def _make(self, resource: str, state: str) -> str:
        recipe = self._contracts.recipe(resource, state)
        if recipe is None:
            reason = f"nothing makes {an(resource)} ({state}); give its id in the configuration"
            raise Unavailable(reason)
        if recipe.pick:
            return self._pick(recipe)
        if not recipe.steps:
            reason = (
                f"no call makes {an(resource)} ({state}): {recipe.note}; give its id in the "
                f'configuration as "{resource}:{state}"'
            )
            raise Unavailable(reason)
        found = ""
        item: Mapping[str, Any] = {}
        for step in recipe.steps:
            found, item = self._step(step, found, {})
        self._check_state(resource, state, item)
        return found

    def _check_state(self, resource: str, state: str, item: Mapping[str, Any]) -> None:
        """Raises Unavailable when the last step's answer shows the object in another state."""
        life = self._life(resource, state)
        if life is None or item.get(self._names.object) != resource:
            return
        seen = item.get(life.field)
        if seen in life.states and seen != state:
            raise Unavailable(f"the {resource} made for it has {life.field} {seen}, not {state}")

    def take_step(self, step: Step, subject: str, values: Mapping[str, Any] | None = None) -> str:
        """Send one step of a recipe and return the id it leaves. Raises Unavailable.

        `values` replace texts of the form that start with $.
        """
        return self._step(step, subject, values or {})[0]

    def _step(
        self, step: Step, subject: str, values: Mapping[str, Any]
    ) -> tuple[str, Mapping[str, Any]]:
        """Return the id that a step leaves and what it was answered with. Raises Unavailable."""
        with self._standing():
            form = self.fill(substitute(step.form, values))
        path = step.path.replace("{id}", subject)
        exchange = self._send(step.method, path, form)
        call = f"{step.method} {step.path}"
        if exchange.status not in step.status:
            reason = f"set-up call {call} {_unlike(step, exchange)}"
            raise Unavailable(reason, exchange, blocked_by=call)
        for path, value in step.shows.items():
            seen = dig(exchange.item, path)
            if seen != value:
                reason = f"{call} shows {path} {shown(seen)}, not {shown(value)}"
                raise Unavailable(reason, exchange, blocked_by=call)
        save = step.save or self._names.id
        saved = dig(exchange.item, save)
        if not isinstance(saved, str):
            if subject and not step.save:
                return subject, exchange.item
            reason = f"set-up call {call} returned no {save}"
            raise Unavailable(reason, exchange, blocked_by=call)
        return (subject if subject and not step.save else saved), exchange.item

    def _pick(self, recipe: Recipe) -> str:
        parts = recipe.pick.split("=")
        path = "=".join(self.fill(part) for part in parts)
        exchange = self._send("GET", path, {})
        listed = [item for item in exchange.entries or () if isinstance(item, dict)]
        found = [item for item in listed if isinstance(item.get(self._names.id), str)]
        if not found:
            reason = f"{recipe.pick} lists no {recipe.resource} (status {exchange.status})"
            raise Unavailable(reason, exchange, blocked_by=f"GET {recipe.pick}")
        return str(min(found, key=lambda item: _shortcoming(recipe, item))[self._names.id])


def _unlike(step: Step, exchange: Exchange) -> str:
    """Return in words how a step was answered instead of with its status."""
    said = exchange.error or f"status {exchange.status}"
    if exchange.accepted:
        return f"was accepted ({said}), not answered with {' or '.join(map(str, step.status))}"
    kind = exchange.error_body.get("code") or exchange.error_body.get("type") or ""
    return f"was not accepted: {said} {kind}".strip()


def substitute(value: Any, values: Mapping[str, Any]) -> Any:
    """Return `value` with texts "$name" replaced by `values[name]`."""
    if isinstance(value, dict):
        return {key: substitute(inner, values) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [substitute(inner, values) for inner in value]
    if isinstance(value, str) and value.startswith("$") and value[1:] in values:
        return values[value[1:]]
    return value
