"""Money: what an intent holds, takes and gives back at every step (catalogue 3.2, 3.3).

What was captured and what was released add up to what was authorised. Amounts are 100 or more,
where no minimum of a currency gets in the way (T-19).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from suites.scenes.laws import scene_laws
from suites.scenes.scene import GIVEN, Form, Rule, Scene, one_of

from ._payment_intent import (
    CARD,
    HELD,
    HOLD,
    INTENTS,
    NOTHING,
    PAID,
    PAY,
    REFUSED,
    UNEXPECTED,
    VISA,
)

COLUMN = "money"
_CAPTURE = "capture"
_RAISE = "increment_authorization"
_MOST = 10  # increments of one authorization (PI-70)
TAKEN = {"charge.captured": True, "charge.paid": True}
CHARGED = {"charge.amount": 2000, "charge.currency": "usd"}
TAKEN_WHOLE = {**CHARGED, "charge.amount_captured": 2000}
KEPT = {"charge.captured": False, "charge.paid": True}
_INCREMENTS = "charge.payment_method_details.card.incremental_authorization.status"
_CAPTURES = "charge.payment_method_details.card.multicapture.status"
_UNABLE = one_of("unavailable", None)


def _option(name: str) -> Form:
    return {**HOLD, "payment_method_options": {"card": {name: "if_available"}}}


GROWING = _option("request_incremental_authorization")
SEVERAL = _option("request_multicapture")


def _charged() -> Iterator[Scene]:
    """An approved payment is received whole at once, or held whole (PI-54)."""
    for kind in ("automatic", "automatic_async"):
        yield Scene({**VISA, "capture_method": kind}, (("confirm", {}),), (
            Rule(f"money.at_once.{kind}", "PI-54", {**PAID, "latest_charge": GIVEN}),
            Rule(f"money.charge.{kind}", "PI-54", TAKEN),
            Rule(f"money.charge_amount.{kind}", "PI-54", TAKEN_WHOLE, "should"),
        ))  # fmt: skip
    yield Scene({**VISA, "currency": "jpy"}, (("confirm", {}),), (
        Rule("money.at_once.yen", "PI-54", {**PAID, "currency": "jpy"}),
    ), deep=True)  # fmt: skip
    yield Scene(CARD, (("update", {"payment_method": "pm_card_visa"}), ("confirm", {})), (
        Rule("money.at_once.attached_later", "PI-11", PAID),
    ))  # fmt: skip
    yield Scene(PAY, (), (
        Rule("money.at_once", "PI-09", {**PAID, "latest_charge": GIVEN}),
        Rule("money.charge.at_once", "PI-09", TAKEN),
        Rule("money.charge_amount.at_once", "PI-09", TAKEN_WHOLE, "should"),
    ))  # fmt: skip
    held = {**HELD, "latest_charge": GIVEN}
    yield Scene({**VISA, "capture_method": "manual"}, (("confirm", {}),), (
        Rule("money.held", "PI-54", held), Rule("money.charge.held", "PI-54", KEPT),
    ))  # fmt: skip
    yield Scene(HOLD, (), (
        Rule("money.held", "PI-09", held), Rule("money.charge.held", "PI-09", KEPT),
        Rule("money.charge_amount.held", "PI-09", CHARGED, "should"),
    ))  # fmt: skip
    yield Scene(VISA, (("confirm", {"capture_method": "manual"}),), (
        Rule("money.held.chosen_late", "PI-54", HELD, "should"),
    ))  # fmt: skip


def _untouched() -> Iterator[Scene]:
    """Before a payment is approved nothing is held or received, and there is no charge."""
    nothing = {**NOTHING, "latest_charge": None}
    card = "pm_card_authenticationRequired"
    for place, form, status in (
        ("no_payment_method", CARD, "requires_payment_method"),
        ("unconfirmed", VISA, "requires_confirmation"),
        ("manual", {**VISA, "capture_method": "manual"}, "requires_confirmation"),
        ("action", {**PAY, "payment_method": card}, "requires_action"),
    ):
        yield Scene(form, (), (
            Rule(f"money.nothing_yet.{place}", "PI-07", {**nothing, "status": status}),
        ), deep=place == "manual")  # fmt: skip


def _after_capture(amount: int, *, of: int = 2000) -> dict[str, Any]:
    """What was not captured is released, and `amount` stays what was authorised."""
    return {"status": "succeeded", "amount": of, "amount_received": amount, "amount_capturable": 0}


def _captured() -> Iterator[Scene]:
    """A capture takes all, or a part and releases the rest (PI-46, PI-47)."""
    for place, form in (("default", {}), ("named", {"amount_to_capture": 2000})):
        yield Scene(HOLD, ((_CAPTURE, form),), (
            Rule(f"money.full.{place}", "PI-46", _after_capture(2000)),
            Rule(f"money.charge.{place}", "PI-46", TAKEN),
        ))  # fmt: skip
    for amount in (100, 700, 1999):
        yield Scene(HOLD, ((_CAPTURE, {"amount_to_capture": amount}),), (
            Rule(f"money.partial.{amount}", "PI-47", _after_capture(amount)),
            Rule(f"money.charge.partial_{amount}", "PI-47", TAKEN),
            Rule(f"money.charge_amount.{amount}", "PI-47",
                 {"charge.amount_captured": amount}, "should"),
        ), deep=amount == 1999)  # fmt: skip
    yield Scene({**VISA, "capture_method": "manual", "currency": "jpy"},
                (("confirm", {}), (_CAPTURE, {"amount_to_capture": 700})), (
        Rule("money.partial.yen", "PI-47", _after_capture(700)),
    ), deep=True)  # fmt: skip
    for place, rest in (("rest", {"amount_to_capture": 1300}), ("default", {})):
        yield Scene(HOLD, ((_CAPTURE, {"amount_to_capture": 700}), (_CAPTURE, rest)), (
            Rule(f"money.only_once.{place}", "PI-47", {**UNEXPECTED, **_after_capture(700)}),
        ), deep=place == "default")  # fmt: skip
    for place, form, received, left, status in (
        ("part", {"amount_to_capture": 700, "final_capture": False}, 700, 1300, "requires_capture"),
        ("final", {"amount_to_capture": 300}, 1000, 0, "succeeded"),
    ):
        first = (_CAPTURE, {"amount_to_capture": 700, "final_capture": False})
        moves = ((_CAPTURE, form),) if place == "part" else (first, (_CAPTURE, form))
        wants = {"status": status, "amount_received": received, "amount_capturable": left}
        yield Scene(SEVERAL, moves, (Rule(f"money.several.{place}", "PI-47", wants, "should"),),
                    {_CAPTURES: "available"} if place == "part" else {})  # fmt: skip


def _not_captured() -> Iterator[Scene]:
    """What cannot be captured is refused, and all of it is still held (PI-48 to PI-50)."""
    whole = Scene("requires_capture", ((_CAPTURE, {"amount_to_capture": 2000}),))
    for place, amount, clause, code in (
        ("one_more", 2001, "PI-48", "amount_too_large"),
        ("far_more", 200_000, "PI-48", "amount_too_large"),
        ("zero", 0, "PI-49", "parameter_invalid_integer"),
        ("negative", -700, "PI-49", ""),
    ):
        rule = "over" if amount > 0 else "nothing_taken"
        error = {"error.code": code} if code else {}
        yield Scene(HOLD, ((_CAPTURE, {"amount_to_capture": amount}),), (
            Rule(f"money.{rule}.{place}", clause, {**REFUSED, **error, **HELD}, "should"),
        ), twin=whole, deep=place == "far_more")  # fmt: skip
    part = {"amount_to_capture": 700}
    yield Scene(HOLD, ((_CAPTURE, {**part, "final_capture": False}),), (
        Rule("money.final_capture", "PI-50", {**REFUSED, **HELD}, "should"),
    ), {_CAPTURES: _UNABLE},
        Scene("requires_capture", ((_CAPTURE, {**part, "final_capture": True}),)))  # fmt: skip


def _released() -> Iterator[Scene]:
    """Cancelling gives back what was held: nothing was received, nothing can be (PI-39, PI-40)."""
    gone = {"status": "canceled", "amount_received": 0}
    yield Scene(HOLD, (("cancel", {}),), (
        Rule("money.released", "PI-40", gone),
        Rule("money.charge.released", "PI-40", {"status": "canceled", "charge.captured": False}),
        Rule("money.charge_refunded", "PI-40", {
            "charge.refunded": True, "charge.amount_refunded": HELD["amount_capturable"],
        }, "should"),
    ))  # fmt: skip
    yield Scene(HOLD, (("cancel", {}), (_CAPTURE, {})), (
        Rule("money.released", "PI-39", {**UNEXPECTED, **gone}),
    ))  # fmt: skip


def _raised() -> Iterator[Scene]:
    """An increment raises what is held to a new, higher total (PI-65 to PI-70)."""
    able = {_INCREMENTS: "available"}
    more, still = (_RAISE, {"amount": 2500}), {**REFUSED, **HELD}
    twin = Scene("incrementable", (more,))
    for place, moves, total in (
        ("once", (more,), 2500), ("again", (more, (_RAISE, {"amount": 3100})), 3100),
    ):  # fmt: skip
        wants = {**HELD, "amount": total, "amount_capturable": total}
        given = able if place == "once" else {}  # a second increment shows that there was a first
        yield Scene(GROWING, moves, (Rule(f"money.raised.{place}", "PI-68", wants),), given)
    yield Scene(GROWING, (more, (_CAPTURE, {})), (
        Rule("money.full.raised", "PI-46", _after_capture(2500, of=2500)),
    ), deep=True)  # fmt: skip
    yield Scene(GROWING, (more, (_CAPTURE, {"amount_to_capture": 2200})), (
        Rule("money.partial.raised", "PI-47", _after_capture(2200, of=2500)),
    ))  # fmt: skip
    for place, amount in (("equal", 2000), ("lower", 1900)):
        yield Scene(GROWING, ((_RAISE, {"amount": amount}),), (
            Rule(f"money.not_raised.{place}", "PI-66", still),
        ), twin=twin, deep=place == "lower")  # fmt: skip
    yield Scene(HOLD, (more,), (
        Rule("money.not_raised.unsupported", "PI-65", still),
    ), {_INCREMENTS: "unavailable"}, twin)  # fmt: skip
    yield Scene(GROWING, ((_CAPTURE, {}), more), (
        Rule("money.not_raised.captured", "PI-70", {**REFUSED, **PAID}),
    ), twin=twin)  # fmt: skip
    steps = tuple((_RAISE, {"amount": 2000 + 100 * n}) for n in range(1, _MOST + 2))
    top = 2000 + 100 * _MOST
    yield Scene(GROWING, steps, (
        Rule("money.ten_increments", "PI-70",
             {**REFUSED, **HELD, "amount": top, "amount_capturable": top}),
    ))  # fmt: skip


LAWS = scene_laws(
    INTENTS, _charged, _untouched, _captured, _not_captured, _released, _raised
)  # fmt: skip
