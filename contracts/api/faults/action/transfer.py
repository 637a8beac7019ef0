"""Bank transfers of which something else is told than was asked for."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object

_ALL = "POST /v1/payment_intents*"
_STEPS = "display_bank_transfer_instructions"


@seams.afterwards(_ALL)
def one_kind_for_all(_call: Call, intent: Object) -> None:
    """All transfers are those of one country."""
    _changed(intent, type="us_bank_transfer")


@seams.afterwards(_ALL)
def nothing_remains(_call: Call, intent: Object) -> None:
    """Nothing remains to be paid before anything was."""
    _changed(intent, amount_remaining=0)


@seams.afterwards(_ALL)
def one_currency_for_all(_call: Call, intent: Object) -> None:
    """All transfers are in one currency."""
    _changed(intent, currency="usd")


@seams.afterwards(_ALL)
def untold(_call: Call, intent: Object) -> None:
    """An intent that waits for a transfer does not say how."""
    if _STEPS in (intent.get("next_action") or {}):
        intent["next_action"] = {"type": _STEPS}


def _changed(intent: Object, **values: Any) -> None:
    action = intent.get("next_action") or {}
    if _STEPS in action:
        intent["next_action"] = {**action, _STEPS: {**action[_STEPS], **values}}
