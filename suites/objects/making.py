"""Makes objects by recipes: by requests, by another list of requests where one is refused, or from
what a list answers.

What a list answers belongs to whoever made it: it is read, never written to (`suites/guard.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from contracts.model import Contracts, Lifecycle, Recipe, Step
from contracts.model.making import named_values
from harness.exchange import Exchange
from harness.reasons import SET_UP, WITHHELD
from harness.shapes import ID
from suites.law import Unavailable
from suites.looking.dig import dig
from suites.looking.say import an, shown
from suites.objects.stock import Stock
from suites.objects.trying import tried

_UNWANTED = 100  # more than all lists of preferred values together are long
Send = Callable[[str, str, Mapping[str, Any]], Exchange]
Fill = Callable[[Any], Any]


class Maker:
    """Makes objects of the target. `send` makes a set-up call, `fill` puts ids into its form."""

    def __init__(
        self, send: Send, fill: Fill, contracts: Contracts, stock: Stock,
        standing: Callable[[], AbstractContextManager[None]],
        saw: Callable[[str, str, Mapping[str, Any]], None],
    ) -> None:  # fmt: skip
        self._send = send
        self._fill = fill
        self._contracts = contracts
        self._stock = stock
        self._standing = standing
        self._saw = saw

    def make(self, resource: str, state: str, *, read_only: bool = False) -> str:
        """Return the id of a new object, or of one that a list answers. Raises Unavailable.

        With `read_only` none is new.
        """
        recipe = self._contracts.recipe(resource, state)
        if recipe is None:
            raise Unavailable(unmade(resource, state))
        if recipe.pick:
            return self._pick(recipe)
        if not recipe.steps:
            reason = (
                f"no call makes {an(resource)} ({state}): {recipe.note}; give its id in the "
                f'configuration as "{resource}:{state}"'
            )
            raise Unavailable(reason)
        if read_only:
            raise Unavailable(WITHHELD)
        return self._made(recipe)

    def _made(self, recipe: Recipe) -> str:
        """Try each way, first the one that worked before. Raises Unavailable when none works."""
        name = f"{recipe.resource}:{recipe.state}"
        known, ways = self._stock.ways.get(name, 0), dict(enumerate(recipe.ways))
        self._stock.ways[name], found = tried(ways, known, lambda steps: self._by(steps, recipe))
        return found

    def _by(self, steps: Sequence[Step], recipe: Recipe) -> str:
        found = ""
        item: Mapping[str, Any] = {}
        for step in steps:
            found, item, exchange = self.step(step, found, {})
        self._check_state(recipe, item, exchange)
        return found

    def _check_state(self, recipe: Recipe, item: Mapping[str, Any], last: Exchange) -> None:
        """Raises Unavailable when the last step's answer shows the object in another state."""
        life = life_of(self._contracts, recipe.resource, recipe.state)
        label = self._contracts.by(last.operation).api.object.object
        kind = item.get(label) if label else recipe.resource
        if life is None or kind != recipe.resource:
            return
        seen = item.get(life.field)
        if seen in life.states and seen != recipe.state:
            what = f"the {recipe.resource} made for it has {life.field} {seen}, not {recipe.state}"
            raise Unavailable(what, last)

    def _due(self, exchange: Exchange) -> tuple[int, ...]:
        """Return the statuses of what a call does, () where any 2xx will do."""
        known = self._contracts.by(exchange.operation).api.success
        if not exchange.operation:
            return known.any
        operation = self._contracts.operation(exchange.operation)
        return operation.success or known.of(operation.kind)

    def step(
        self, step: Step, subject: str, values: Mapping[str, Any]
    ) -> tuple[str, Mapping[str, Any], Exchange]:
        """Return the id that a step leaves, the object and the answer. Raises Unavailable."""
        with self._standing():
            form = self._fill(substitute(step.form, values))
            parts = (substitute(part, values) for part in step.path.split("/"))
            path = "/".join(str(self._fill(part)) for part in parts)
        path, form = path.replace("{id}", subject), _about(form, subject)
        exchange = self._send(step.method, path, form)
        call = f"{step.method} {step.path}"
        due = step.status or self._due(exchange)
        fits = not due or exchange.status in due
        if not (fits and (step.status or exchange.accepted)):
            reason = f"{SET_UP} {call} {_unlike(due, exchange)}"
            raise Unavailable(reason, exchange, blocked_by=call)
        save = step.save or ID
        saved = dig(exchange.item, save)
        lacking = self._lacking(step, exchange)
        if not isinstance(saved, str):
            if subject and not step.save:
                return subject, exchange.item, exchange
            reason = f"{SET_UP} {call} returned no {save}"
            raise Unavailable(reason, exchange, blocked_by=call)
        if lacking is not None:
            self._stock.unannounced[saved] = lacking
        if saved != subject:
            self._saw(saved, path, form)
        return (subject if subject and not step.save else saved), exchange.item, exchange

    def _lacking(self, step: Step, exchange: Exchange) -> Unavailable | None:
        """Return what an answer lacks of what a step is to show: such an object is tried all the
        same. Raises Unavailable when the answer says that it is not so.
        """
        call, lacking = f"{step.method} {step.path}", None
        for path, value in step.shows.items():
            seen = dig(exchange.item, path)
            if seen == value:
                continue
            reason = f"{call} shows {path} {shown(seen)}, not {shown(value)}"
            trouble = Unavailable(reason, exchange.slim(), blocked_by=call)
            if seen is not None:
                raise trouble
            lacking = lacking or trouble
        return lacking

    # -- what lists answer -------------------------------------------------------------------

    def _pick(self, recipe: Recipe) -> str:
        parts = recipe.pick.split("=")
        path = "=".join(self._fill(part) for part in parts)
        exchange = self._send(self._lists_by(path), path, {})
        found = list(self._named(exchange))
        if not found:
            reason = f"{recipe.pick} lists no {recipe.resource} (status {exchange.status})"
            raise Unavailable(reason, exchange, blocked_by=f"GET {recipe.pick}")
        return str(min(found, key=lambda item: _shortcoming(recipe, item))[ID])

    def listed(self, resource: str, state: str) -> str:
        """Return the id of an object that a list answers and that is in a state, "" for none.

        It is for reading alone. Where no state of a lifecycle is meant, "default" is any.
        """
        life = life_of(self._contracts, resource, state)
        known = self._contracts.described(resource)
        if known is None or (life is None and state != "default"):
            return ""
        lists = (o for o in known.operations if o.kind == "list" and not o.path_parameters)
        listing = next(lists, None)
        if listing is None or any(row.required for row in listing.sent):
            return ""
        exchange = self._send(listing.method, listing.path, {})
        fit = (item for item in self._named(exchange)
               if life is None or item.get(life.field) == state)  # fmt: skip
        return str(next(fit, {}).get(ID, ""))

    def _lists_by(self, path: str) -> str:
        """Return the method of what lists at a path."""
        bare = path.partition("?")[0]
        lists = (o for o in self._contracts.operations if o.kind == "list" and o.path == bare)
        return next((o.method for o in lists), "GET")

    def _named(self, exchange: Exchange) -> Iterator[dict[str, Any]]:
        """Yield what an answer lists and has an id."""
        for item in exchange.entries or ():
            if isinstance(item, dict) and isinstance(item.get(ID), str):
                yield item


def _about(form: Mapping[str, Any], subject: str) -> Mapping[str, Any]:
    """Return a form with the id of the object that is being made in the place of `{id}`."""
    return {name: subject if value == "{id}" else value for name, value in form.items()}


def unmade(resource: str, state: str) -> str:
    """Return that no recipe makes an object."""
    return f"nothing makes {an(resource)} ({state}); give its id in the configuration"


def life_of(contracts: Contracts, resource: str, state: str) -> Lifecycle | None:
    """Return the lifecycle of a resource that has such a state."""
    found = contracts.described(resource)
    life = found.lifecycle if found else None
    return life if life is not None and state in life.states else None


def _unlike(due: Sequence[int], exchange: Exchange) -> str:
    """Return in words how a step was answered instead of with its status."""
    said = exchange.error or f"status {exchange.status}"
    if exchange.accepted:
        return f"was accepted ({said}), not answered with {' or '.join(map(str, due))}"
    kind = exchange.error_body.get("code") or exchange.error_body.get("type") or ""
    return f"was not accepted: {said} {kind}".strip()


def _shortcoming(recipe: Recipe, item: Any) -> int:
    """Return how far an element of a list is from what a recipe prefers."""
    total = 0
    for path, values in recipe.prefers.items():
        seen = dig(item, path)
        total += values.index(seen) if seen in values else _UNWANTED
    return total


def substitute(value: Any, values: Mapping[str, Any]) -> Any:
    """Return `value` with texts "$name" replaced by `values[name]`, "$name[is]" by one in that."""
    return _substitute(value, named_values(values))


def _substitute(value: Any, values: Mapping[str, Any]) -> Any:
    if isinstance(value, dict):
        return {key: _substitute(inner, values) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_substitute(inner, values) for inner in value]
    if isinstance(value, str) and value.startswith("$") and value[1:] in values:
        return values[value[1:]]
    return value
