"""Tells a scene otherwise, for targets on which its last move cannot be judged as it is told.

What a move brings may come with the creation, where that is how the operation works there; and
what the account would lend by name is an object that a recipe makes, where no such name is known.
The promise is the same, and so are the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from contracts.model import Operation
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Unavailable
from suites.objects.trying import all_of, answered
from suites.scenes.scene import Form, Scene, Setting

T = TypeVar("T")


def otherwise(lab: Lab, setting: Setting, scene: Scene, make: Callable[[Scene], T]) -> T:
    """Return what is made of a scene, or of the first other telling of it that can be judged.

    Raises Unavailable with all that stood in the way.
    """
    told, refused = [scene], list[Unavailable]()
    for one in told:  # it grows while it is read
        try:
            return make(one)
        except Unavailable as reason:
            refused.append(reason)
            if not answered(reason):
                break
            told += [other for other in _others(lab, setting, one, reason) if other not in told]
    raise all_of(refused)


def _others(lab: Lab, setting: Setting, scene: Scene, reason: Unavailable) -> Iterator[Scene]:
    earlier = _earlier(lab, setting, scene)
    if earlier is not None:
        yield earlier
    creation = setting.creation(lab.contracts)
    if any(_unlent(lab, setting, exchange, creation) for exchange in reason.exchanges):
        yield _stood_in(setting, scene)


# -- what a move brings comes with the creation ------------------------------------------------


def _earlier(lab: Lab, setting: Setting, scene: Scene) -> Scene | None:
    """Return a scene whose object has what its last move would bring, None where it cannot."""
    if not scene.moves:
        return None
    verb, form = scene.moves[-1]
    operation = setting.move(lab.contracts, verb)
    brought = {name: value for name, value in form.items() if name in operation.base}
    start = _start(lab, setting, operation, scene.start, brought)
    if start is None or not lab.otherwise.works(operation):
        return None
    rest = {name: value for name, value in form.items() if name not in brought}
    twin = scene.twin and (_earlier(lab, setting, scene.twin) or scene.twin)
    return replace(scene, start=start, moves=(*scene.moves[:-1], (verb, rest)), twin=twin)


def _start(
    lab: Lab, setting: Setting, operation: Operation, start: str | Form, brought: Form
) -> str | Form | None:
    """Return what a scene begins with when that has what its last move would bring, else None."""
    if not brought:
        return None
    if isinstance(start, str):
        usual = f"{setting.resource}:{start}" == operation.subject.rstrip("!")
        return _state(operation.otherwise) if usual and brought == operation.base else None
    taken = {row.name for row in setting.creation(lab.contracts).sent} - start.keys()
    return {**start, **brought} if brought.keys() <= taken else None


def _state(reference: str) -> str:
    return reference.partition(":")[2].rstrip("!")


# -- what the account would lend is made -------------------------------------------------------


def lacks(lab: Lab, setting: Setting, operation: Operation, exchange: Exchange) -> bool:
    """Whether a refusal says that the account lacks something that a form takes for granted."""
    unknown, code = lab.contracts.refusal("unknown_reference"), exchange.code or None
    lost = exchange.status in lab.contracts.refusal("unknown_id").status
    return (
        (exchange.status in unknown.status and code in setting.lacking)
        or (code in unknown.code and exchange.error_body.get("param") in setting.lent)
        or (lost and not operation.path_parameters)
    )


def _unlent(lab: Lab, setting: Setting, exchange: Exchange, creation: Operation) -> bool:
    """Whether a refused call named something that the account would have to lend."""
    operation = creation
    if exchange.operation:
        operation = lab.contracts.operation(exchange.operation)
    return exchange.refused and lacks(lab, setting, operation, exchange)


def _stood_in(setting: Setting, scene: Scene) -> Scene:
    """Return a scene in whose forms made objects stand for those that are lent."""
    start = scene.start if isinstance(scene.start, str) else _made(setting, scene.start)
    moves = tuple((verb, _made(setting, form)) for verb, form in scene.moves)
    twin = scene.twin and _stood_in(setting, scene.twin)
    return replace(scene, start=start, moves=moves, twin=twin)


def _made(setting: Setting, form: Form) -> dict[str, Any]:
    return {name: setting.stand_ins.get(value, value) if name in setting.lent else value
            for name, value in form.items()}  # fmt: skip
