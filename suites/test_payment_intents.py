"""What is PaymentIntents' own and no table says: defaults, combinations, what refusals carry.

Catalogue 2.8 and 3.1; money is judged in `test_money.py`, declines in `test_declines.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from suites.legacy import Lab
from suites.scenes import (
    AS_READ,
    CARD,
    GIVEN,
    NOTHING,
    OWN_ID,
    PAID,
    PAY,
    REFUSED,
    UNEXPECTED,
    UNPAID,
    VISA,
    Form,
    Is,
    Play,
    Rule,
    Scene,
    one_of,
    params,
)
from suites.stage import judge

BACK = "https://example.com/return"
OUTPUT_ONLY = ("automatic", "expired", "failed_invoice", "void_invoice")  # PI-42
_DAY = 86_400  # seconds that two clocks may differ
_SECRET = Is(
    "the id, _secret_ and more",
    lambda found, play: (
        isinstance(found, str)
        and found.startswith(f"{play.id}_secret_")
        and len(found) > len(f"{play.id}_secret_")
    ),
)


def _just_now(found: Any, play: Play) -> bool:
    made = play.intent.get("created")
    known = isinstance(found, int) and isinstance(made, int) and not isinstance(found, bool)
    return known and found >= made and abs(found - play.act.started) <= _DAY


NOW = Is("the time of the cancellation", _just_now)


def _new() -> Iterator[Scene]:
    """A new intent has taken nothing and waits for what it lacks (PI-06 to PI-08)."""
    nothing = ("latest_charge", "canceled_at", "cancellation_reason", "last_payment_error",
               "next_action")  # fmt: skip
    yield Scene({"amount": 2000, "currency": "usd"}, (), (
        Rule("defaults.amounts", "PI-07", {"amount": 2000, **NOTHING}),
        Rule("defaults.nothing", "PI-07", dict.fromkeys(nothing)),
        Rule("defaults.metadata", "PI-07", {"metadata": {}}),
        Rule("defaults.methods", "PI-07", {
            "confirmation_method": "automatic",
            "capture_method": one_of("automatic_async", "automatic"),  # T-13
        }),
        Rule("client_secret.form", "PI-08", {"client_secret": _SECRET}),
        Rule("defaults.status.without", "PI-06", {"status": "requires_payment_method",
                                         "payment_method": None}),
    ))  # fmt: skip
    yield Scene(VISA, (), (
        Rule("defaults.status.with", "PI-06", {"status": "requires_confirmation",
                                               "payment_method": GIVEN}),
    ))  # fmt: skip
    for case in ("USD", "Usd"):
        yield Scene({**CARD, "currency": case}, (), (
            Rule(f"currency.any_case.{case}", "PI-13", {"currency": "usd"}, "should"),
        ), deep=case == "Usd")  # fmt: skip


def _combined() -> Iterator[Scene]:
    """What goes with a confirmation only, and what excludes each other (PI-10, 17, 19, 31, 63)."""
    for name, value in (("off_session", True), ("return_url", BACK),
                        ("error_on_requires_action", True)):  # fmt: skip
        yield _refusal(f"confirm_only.refused.{name}", "PI-10", "must",
                       {**VISA, name: value}, {**PAY, name: value})  # fmt: skip
    automatic = {"automatic_payment_methods": {"enabled": True}}
    plain = {"amount": 2000, "currency": "usd"}
    for name, other in (("payment_method_types", ["card"]), ("confirmation_method", "manual")):
        both = {**plain, **automatic, name: other}
        yield _refusal(f"automatic_methods.alone.{name}", "PI-19", "should", both,
                       {**plain, **automatic})  # fmt: skip
    yield _refusal("descriptor.of_cards", "PI-17", "should",
                   {**PAY, "statement_descriptor": "ASSAY SHOP"},
                   {**PAY, "statement_descriptor_suffix": "ASSAY SHOP"})  # fmt: skip
    held = {"payment_method": "@payment_method:attached"}
    own = {"customer": "@customer:holder"}
    for place, who in (("another", {"customer": "@customer"}), ("nobody", {})):
        level = "must" if who else "should"
        yield _refusal(f"owner.matches.{place}", "PI-31", level, {**CARD, **held, **who},
                       {**CARD, **held, **own})  # fmt: skip
        for verb in ("confirm", "update"):
            yield Scene({**CARD, **who}, ((verb, held),), (
                Rule(f"owner.matches.{place}", "PI-31",
                     {**REFUSED, "status": "requires_payment_method"}, level),  # type: ignore[arg-type]
            ), twin=Scene({**CARD, **own}, ((verb, held),)), deep=not who)  # fmt: skip
    waiting = {"status": "requires_confirmation"}
    away = {**plain, "payment_method": "pm_card_visa", **automatic}
    stays: Form = {**away, "automatic_payment_methods": {"enabled": True,
                                                         "allow_redirects": "never"}}  # fmt: skip
    yield Scene(away, (("confirm", {}),), (
        Rule("return_url.needed", "PI-63", {**REFUSED, **waiting}, "should"),
    ), twin=Scene(away, (("confirm", {"return_url": BACK}),)))  # fmt: skip
    yield Scene(stays, (("confirm", {}),), (Rule("return_url.not_needed", "PI-63", PAID),))


def _refusal(name: str, clause: str, level: Any, form: Form, twin: Form) -> Scene:
    """Return the creation that is refused where its twin is accepted."""
    return Scene(form, (), (Rule(name, clause, REFUSED, level),), twin=Scene(twin))


def _updated() -> Iterator[Scene]:
    """An update never pays; some things stay editable, one is set once (PI-24, 29, 30)."""
    for kind in ("automatic", "manual"):
        yield Scene({**CARD, "capture_method": kind},
                    (("update", {"payment_method": "pm_card_visa"}),), (
            Rule(f"payment_method.not_charged.{kind}", "PI-24",
                 {"status": "requires_confirmation", **UNPAID}),
        ), deep=kind == "manual")  # fmt: skip
    yield Scene("succeeded", (("update", {"description": "Assay"}),), (
        Rule("editable.description", "PI-29", {**PAID, "description": "Assay"}),
    ))  # fmt: skip
    group = ("update", {"transfer_group": "ASSAY_1"})
    yield Scene(CARD, (group, ("update", {"transfer_group": "ASSAY_2"})), (
        Rule("transfer_group.once", "PI-30", {**REFUSED, "transfer_group": "ASSAY_1"}, "should"),
    ))  # fmt: skip


def _canceled() -> Iterator[Scene]:
    """A canceled intent says when and why, and waits for nothing (PI-41, PI-42)."""
    for start, reason in (("requires_payment_method", None), ("requires_action", "abandoned"),
                          ("requires_confirmation", "duplicate")):  # fmt: skip
        form = {"cancellation_reason": reason} if reason else {}
        yield Scene(start, (("cancel", form),), (
            Rule(f"canceled_body.fields.{start}", "PI-41", {
                "status": "canceled", "canceled_at": NOW, "cancellation_reason": reason,
                "next_action": None,
            }),
        ), deep=start == "requires_confirmation")  # fmt: skip
    good = Scene("requires_payment_method",
                 (("cancel", {"cancellation_reason": "requested_by_customer"}),))  # fmt: skip
    for reason in OUTPUT_ONLY:
        yield Scene("requires_payment_method", (("cancel", {"cancellation_reason": reason}),), (
            Rule(f"reasons.output_only.{reason}", "PI-42",
                 {**REFUSED, "status": "requires_payment_method"}),
        ), twin=good, deep=reason != "automatic")  # fmt: skip


def _carried() -> Iterator[Scene]:
    """A refusal for the intent's state carries the whole intent (G-28)."""
    for status, moves in (
        ("requires_payment_method", {"confirm": {}, "capture": {}}),
        ("succeeded", {"confirm": {}, "capture": {}, "cancel": {}, "update": {"amount": 2500}}),
        ("canceled", {"confirm": {}, "capture": {}, "cancel": {}}),
    ):
        for verb, form in moves.items():
            yield Scene(status, ((verb, form),), (
                Rule(f"refusal.carries_intent.{status}", "G-28", {
                    **UNEXPECTED, "status": status, "error.payment_intent.id": OWN_ID,
                    "error.payment_intent.object": "payment_intent",
                    "error.payment_intent.status": status,
                    "error.payment_intent.amount": 2000,
                    "error.payment_intent": AS_READ,
                }),
            ), deep=status == "canceled")  # fmt: skip


def _transferred() -> Iterator[Scene]:
    """A customer's balance pays what remains, or as much as is asked for (PI-34, PI-35)."""
    verb = "apply_customer_balance"
    left = "next_action.display_bank_transfer_instructions.amount_remaining"
    part = (verb, {"amount": 500, "currency": "usd"})
    for place, moves in (("at_once", ((verb, {}),)), ("rest", (part, (verb, {})))):
        yield Scene("awaiting_funds", moves, (
            Rule(f"funds.applied.{place}", "PI-35", PAID, "should"),
        ))  # fmt: skip
    yield Scene("awaiting_funds", (part,), (
        Rule("funds.partly", "PI-35", {"status": "requires_action", left: 1500}, "should"),
    ))  # fmt: skip
    yield Scene("awaiting_funds", ((verb, {"amount": 2001, "currency": "usd"}),), (
        Rule("funds.too_much", "PI-35", {**REFUSED, "status": "requires_action"}),
    ), twin=Scene("awaiting_funds", ((verb, {}),)))  # fmt: skip


def _verified() -> Iterator[Scene]:
    """Microdeposits: right amounts or code go on, wrong ones say what is wrong (PI-71, PI-72)."""
    verb, start = "verify_microdeposits", "awaiting_microdeposits"
    good: Mapping[str, Form] = {
        "amounts": {"amounts": [32, 45]}, "descriptor_code": {"descriptor_code": "SM11AA"},
    }  # fmt: skip
    for place, form in good.items():
        wants = {"status": one_of("processing", "succeeded"), "next_action": None}
        yield Scene(start, ((verb, form),), (
            Rule(f"microdeposits.right.{place}", "PI-71", wants, "should"),
        ))  # fmt: skip
    again = {"status": "requires_payment_method"}
    for rule, place, form, code, after in (
        ("mismatch", "amounts", {"amounts": [11, 12]}, "amounts_mismatch", None),
        ("mismatch", "descriptor_code", {"descriptor_code": "SM99ZZ"},
         "descriptor_code_mismatch", None),
        ("invalid", "one", {"amounts": [32]}, "amounts_invalid", None),
        ("invalid", "three", {"amounts": [32, 45, 1]}, "amounts_invalid", None),
        ("exceeded", "amounts", {"amounts": [10, 11]}, "attempts_exceeded", again),
        ("exceeded", "descriptor_code", {"descriptor_code": "SM33CC"}, "attempts_exceeded", again),
        ("timeout", "amounts", {"amounts": [40, 41]}, "timeout", None),
        ("timeout", "descriptor_code", {"descriptor_code": "SM44DD"}, "timeout", None),
    ):  # fmt: skip
        refused = {**REFUSED, "error.code": f"payment_method_microdeposit_verification_{code}"}
        kind = next(iter(form))
        late = rule in ("exceeded", "timeout") and kind == "descriptor_code"
        rules = [Rule(f"microdeposits.{rule}.{place}", "PI-72", refused)]
        if after:
            rules.append(Rule(f"microdeposits.gives_up.{place}", "PI-72", {**REFUSED, **after},
                              "should"))  # fmt: skip
        yield Scene(start, ((verb, form),), tuple(rules),
                    twin=Scene(start, ((verb, good[kind]),)),
                    deep=place == "three" or late)  # fmt: skip


SCENES = (
    *_new(), *_combined(), *_updated(), *_canceled(), *_carried(), *_transferred(), *_verified(),
)  # fmt: skip


@pytest.mark.parametrize("scene", params(SCENES))
def test_payment_intent(lab: Lab, scene: Scene) -> None:
    """One combination that no table tells, and what becomes of the intent."""
    judge(lab, scene)
