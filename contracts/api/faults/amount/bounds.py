"""Disputes of amounts that no transaction has."""

from __future__ import annotations

from collections.abc import Callable

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("POST /v1/issuing/disputes*")
def zero_is_none(params: Params) -> Params:
    """An amount of nothing is taken for none."""
    return _without(params, lambda amount: amount == 0)


@seams.parameters("POST /v1/issuing/disputes*")
def sign_ignored(params: Params) -> Params:
    """The sign of an amount is ignored."""
    amount = params.get("amount")
    return {**params, "amount": abs(amount)} if isinstance(amount, int) else params


@seams.parameters("POST /v1/issuing/disputes/{dispute}")
def cut_when_changed(params: Params) -> Params:
    """An update takes any amount, and keeps the one before where it does not fit."""
    return _without(params, lambda _amount: True)


def _without(params: Params, wrong: Callable[[int], bool]) -> Params:
    amount = params.get("amount")
    if not isinstance(amount, int) or not wrong(amount):
        return params
    return {name: value for name, value in params.items() if name != "amount"}
