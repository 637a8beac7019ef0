"""Makes the object that a scene begins with: by a recipe, or by a form or what stands for it."""

from __future__ import annotations

from contracts.model import Operation
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Unavailable
from suites.looking.dig import named
from suites.looking.likeness import observed, resembles
from suites.looking.say import said
from suites.objects.beginnings import Beginning
from suites.scenes.scene import Form, Setting


def begin(lab: Lab, setting: Setting, start: str | Form) -> str:
    """Return the id of a new object. Raises Unavailable."""
    if isinstance(start, str):
        return lab.provision.obtain(f"@{setting.resource}:{start}!", changing=True)
    create = setting.creation(lab.contracts)
    return lab.provision.begun(create, start, lambda way: _made(lab, setting, start, way))


def _made(lab: Lab, setting: Setting, start: Form, way: Beginning) -> str:
    """Make an object in one way. Raises Unavailable."""
    create = setting.creation(lab.contracts)
    made = send(lab, create, way.form)
    check_settled(made, create)
    name = named(made.item)
    for step in way.steps:
        made = lab.provision.follow(step, name)
    unfit = setting.unfit(start, made.item)
    if unfit:
        raise Unavailable(unfit, made, blocked_by=create.title)
    return name


def send(lab: Lab, operation: Operation, form: Form, name: str = "") -> Exchange:
    """Send a form to an operation of the object."""
    ids = {row.name: name for row in operation.path_parameters}
    return lab.call(operation, lab.provision.fill(dict(form)), ids)


def check_settled(exchange: Exchange, operation: Operation) -> None:
    """Raises Unavailable when a move that leads to the one that is judged fails."""
    if not resembles(exchange, operation):
        seen = observed(exchange) if exchange.accepted else said(exchange)
        reason = f"a step towards it, {operation.title}, was not accepted ({seen})"
        raise Unavailable(reason, exchange, blocked_by=operation.title)
