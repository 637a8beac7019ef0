"""Line items of a PaymentIntent: what they add up to, where they may stand, how they are listed.

Catalogue PI-18, PI-32, PI-33.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from contracts.model import Level, Operation
from harness.exchange import Exchange
from strategies import smallest
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.looking.likeness import resembles
from suites.looking.pages import BadPage, data_of
from suites.looking.say import shown
from suites.scenes import CARD, GIVEN, REFUSED, Form, Rule, Scene, params
from suites.scope import operations
from suites.stage import begin, judge

LIST = "payment_intent_amount_details_line_item.list"
_AMOUNT = 2000  # of the intents that recipes make
_OFF = 100
MOST = 200  # line items of one intent
_SHOWN = ("product_name", "product_code", "quantity", "unit_cost")
# Names whose order is neither that of the alphabet nor its reverse.
SENT: tuple[dict[str, Any], ...] = (
    {"product_name": "Melon", "product_code": "M1", "quantity": 2, "unit_cost": 300},
    {"product_name": "Apple", "product_code": "A1", "quantity": 1, "unit_cost": 900},
    {"product_name": "Pear", "product_code": "P1", "quantity": 5, "unit_cost": 100},
)


def _item(cost: int, **rest: Any) -> dict[str, Any]:
    return {"product_name": "Melon", "quantity": 1, "unit_cost": cost, **rest}


def _form(items: list[dict[str, Any]], **details: Any) -> Form:
    return {**CARD, "amount_details": {"line_items": items, **details}}


def _scenes() -> Iterator[Scene]:
    """Sums that do not match are refused, or told of; tax and discount stand in one place."""
    right, wrong = [_item(1500), _item(500)], [_item(1500), _item(400)]
    tax, off = {"total_tax_amount": 100}, 100
    for name, form, twin in (
        ("adds_up.too_little", _form(wrong), _form(right)),
        ("adds_up.too_much", _form([_item(1500), _item(600)]), _form(right)),
        ("in_one_place.tax", _form([_item(1800, tax=tax)], tax=tax),
         _form([_item(1900, tax=tax)])),
        ("in_one_place.discount", _form([_item(2200, discount_amount=off)], discount_amount=off),
         _form([_item(2100, discount_amount=off)])),
        ("at_most", {**_form([_item(10)] * (MOST + 1)), "amount": 10 * (MOST + 1)},
         _form([_item(10)] * MOST)),
    ):  # fmt: skip
        yield Scene(form, (), (Rule(f"line_items.{name}", "PI-18", REFUSED),), twin=Scene(twin))
    yield Scene(_form(wrong, enforce_arithmetic_validation=False), (), (
        Rule("line_items.told", "PI-18", {"amount": 2000, "amount_details.error": GIVEN}),
    ), twin=Scene(_form(right)))  # fmt: skip


@pytest.mark.parametrize("scene", params(_scenes()))
def test_line_items(lab: Lab, scene: Scene) -> None:
    """The sums of an intent's line items, and how many there may be."""
    judge(lab, scene)


@pytest.mark.parametrize("operation", operations(lambda o: o.id == LIST))
@pytest.mark.parametrize(
    ("rule", "clause", "form", "wanted"),
    [
        ("sent", "PI-32", _form(list(SENT)), SENT),
        ("none", "PI-33", CARD, ()),
    ],
    ids=["sent", "none"],
)
def test_listed(
    lab: Lab, operation: Operation, rule: str, clause: str, form: Form,
    wanted: tuple[dict[str, Any], ...],
) -> None:  # fmt: skip
    """Line items are listed in the order and with the values that were sent."""
    level: Level = "should"
    claim = Claim(f"{operation.id}.line_items.listed.{rule}", clause, operation.title, level)
    if lab.profile == "smoke" or not lab.judge.asked(claim.id):
        return
    try:
        if not wanted and not data_of(_listed(lab, operation, _form(list(SENT)))):
            raise Unavailable("an intent with line items has an empty list as well")
        exchange = _listed(lab, operation, form)
    except (Unavailable, BadPage) as reason:
        lab.untestable(claim, str(reason))
        return
    try:
        found = [{name: item.get(name) for name in _SHOWN} for item in data_of(exchange)]
    except BadPage as bad:
        lab.broken(claim, bad.expected, bad.observed, exchange)
        return
    lab.held(claim, found == list(wanted), shown(list(wanted)), shown(found), exchange)


def _itemises(operation: Operation) -> bool:
    rows = (row.path for row in operation.walk())
    named = "amount_details[line_items][][discount_amount]" in rows
    return named and operation.kind != "create" and bool(operation.path_parameters)


@pytest.mark.parametrize("operation", operations(_itemises))
def test_kept(lab: Lab, operation: Operation) -> None:
    """Line items that come with any other call are listed as well (PI-32)."""
    claim = Claim(f"{operation.id}.line_items.kept", "PI-32", operation.title, "should")
    if lab.profile == "smoke" or not lab.judge.asked(claim.id):
        return
    listing = lab.contracts.operation(LIST)
    try:
        form = lab.provision.fill(smallest(operation))
        ids = lab.subject(operation, fresh=True)
        total = int(form.get("amount", _AMOUNT))
        rest = total - sum(item["quantity"] * item["unit_cost"] for item in SENT[1:])
        last = {**SENT[0], "unit_cost": (rest + _OFF) // 2, "discount_amount": _OFF}
        sent = [*SENT[1:], last]
        details = {"line_items": sent, "enforce_arithmetic_validation": False}
        answer = lab.call(operation, {**form, "amount_details": details}, ids)
        if not resembles(answer, operation):
            raise Unavailable(f"line items were not accepted ({said(answer)})")
        page = lab.call(listing, {}, {listing.path_parameters[0].name: next(iter(ids.values()))})
        found = data_of(page)
    except (Unavailable, BadPage) as reason:
        lab.untestable(claim, str(reason))
        return
    kept = [{name: item.get(name) for name in one} for one, item in zip(sent, found, strict=False)]
    good = len(found) == len(sent) and kept == sent
    lab.held(claim, good, shown(sent), shown(kept), page, answer)


def _listed(lab: Lab, operation: Operation, form: Form) -> Exchange:
    """Return the list of a new intent. Raises Unavailable."""
    name = begin(lab, form)
    exchange = lab.call(operation, {}, {operation.path_parameters[0].name: name})
    if lab.absent(operation, exchange) or exchange.status == 403:
        raise Unavailable(f"the target does not list line items ({said(exchange)})")
    return exchange
