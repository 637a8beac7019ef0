"""Line items of a PaymentIntent: what they add up to, where they may stand, how they are listed.

Catalogue PI-18, PI-32, PI-33.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import smallest
from suites.lab import Lab
from suites.law import About, Family, Unavailable, held, law
from suites.looking.dig import dig
from suites.looking.likeness import resembles
from suites.looking.pages import BadPage, data_of
from suites.looking.say import said, shown
from suites.scenes.beginning import begin
from suites.scenes.laws import scene_laws
from suites.scenes.scene import ABSENT, GIVEN, Form, Rule, Scene
from suites.subjects import operations

from ._payment_intent import CARD, INTENTS, REFUSED

COLUMN = "money"
LIST = "payment_intent_amount_details_line_item.list"
_AMOUNT = 2000  # of the intents that recipes make
_OFF = 100
MOST = 200  # line items of one intent
_SHOWN = ("product_name", "product_code", "quantity", "unit_cost", "discount_amount",
          "unit_of_measure", "tax.total_tax_amount")  # fmt: skip
# Names whose order is neither that of the alphabet nor its reverse; codes in letters of both cases.
SENT: tuple[dict[str, Any], ...] = (
    {"product_name": "Mel\N{LATIN SMALL LETTER O WITH ACUTE}n", "product_code": "M1a",
     "quantity": 2, "unit_cost": 287, "tax": {"total_tax_amount": 30}},
    {"product_name": "Apple", "product_code": "a1B", "quantity": 1, "unit_cost": 911},
    {"product_name": "Pe\N{COMBINING ACUTE ACCENT}ar", "product_code": "P1",
     "quantity": 5, "unit_cost": 103, "discount_amount": 30, "unit_of_measure": "Box"},
)  # fmt: skip


def _item(cost: int, **rest: Any) -> dict[str, Any]:
    return {"product_name": "Melon", "quantity": 1, "unit_cost": cost, **rest}


def _form(items: list[dict[str, Any]], **details: Any) -> Form:
    return {**CARD, "amount_details": {"line_items": items, **details}}


def _whole(tax: int, shipping: int) -> Form:
    """Return a form with a tax and a cost of shipping, and no items."""
    details = {"tax": {"total_tax_amount": tax}, "shipping": {"amount": shipping}}
    return {**CARD, "amount_details": details}


def _sums() -> Iterator[Scene]:
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
    for place, form in (
        ("exactly", _form(right)),
        ("with_parts", _form([_item(1500, tax=tax), _item(500, discount_amount=off)])),
        ("all_of_it", _whole(1500, 500)),
        ("with_whole", _form([_item(1950)], tax=tax, shipping={"amount": 50}, discount_amount=off)),
    ):
        yield Scene(form, (), (
            Rule(f"line_items.adds_up.{place}", "PI-18",
                 {"amount": 2000, "amount_details.error": ABSENT}, "should"),
        ), twin=Scene(CARD))  # fmt: skip
    yield Scene(_whole(1500, 600), (), (
        Rule("line_items.adds_up.without_items", "PI-18", REFUSED, "should"),
    ), twin=Scene(_whole(100, 60)))  # fmt: skip
    yield Scene(_form(wrong, enforce_arithmetic_validation=False), (), (
        Rule("line_items.told", "PI-18", {"amount": 2000, "amount_details.error": GIVEN}),
    ), twin=Scene(_form(right)))  # fmt: skip


LAWS = scene_laws(INTENTS, _sums, wrong="line items that do not add up")


# -- how they are listed -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Listing:
    """The list of an intent that was created with some line items, or none."""

    operation: Operation
    place: str
    clause: str
    form: Form
    items: tuple[dict[str, Any], ...]

    @property
    def id(self) -> str:
        """The start of the group's name."""
        return f"{self.operation.id}.{self.place}"


@dataclass(frozen=True, slots=True)
class Listed:
    """An intent whose line items can be listed."""

    lab: Lab
    listing: Listing
    intent: str

    def page(self) -> Exchange:
        """Return the list. Raises Unavailable when the target has none."""
        operation = self.listing.operation
        found = self.lab.call(operation, {}, {operation.path_parameters[0].name: self.intent})
        lacking = found.status in self.lab.contracts.api.auth.not_enabled
        if self.lab.merit.absent(operation, found) or lacking:
            reason = f"the target does not list line items ({said(found)})"
            raise Unavailable(reason, found, blocked_by=operation.title)
        return found


def _listings(contracts: Contracts) -> Iterator[Listing]:
    operation = contracts.operation(LIST)
    yield Listing(operation, "sent", "PI-32", _form(list(SENT)), SENT)
    yield Listing(operation, "none", "PI-33", CARD, ())


def _stand(lab: Lab, listing: Listing) -> Listed:
    """Return an intent. Raises Unavailable when one with line items has an empty list as well."""
    if not listing.items:
        other = Listed(lab, listing, begin(lab, INTENTS, _form(list(SENT)))).page()
        if not data_of(other):
            raise Unavailable("an intent with line items has an empty list as well", other)
    return Listed(lab, listing, begin(lab, INTENTS, listing.form))


def _each(listing: Listing, _contracts: Contracts) -> Iterator[About]:
    yield About(listing.operation, listing.place, clause=listing.clause)


LISTS = Family("line_items", _listings, _stand)


@law(LISTS, clause="PI-32", level="should", each=_each, name="line_items.listed")
def listed(stood: Listed) -> Outcome:
    """Line items are listed in the order and with the values that were sent."""
    page, items = stood.page(), [_of(item) for item in stood.listing.items]
    found = [_of(item) for item in data_of(page)]
    return held(found == items, shown(items), shown(found), page)


def _of(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a line item that are asked back."""
    return {name: dig(item, name) for name in _SHOWN}


# -- other calls that bring them ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Itemised:
    """A call that brings line items, and the intent it is made to."""

    lab: Lab
    operation: Operation
    form: Mapping[str, Any]
    ids: Mapping[str, str]


def _itemises(operation: Operation) -> bool:
    named = "amount_details[line_items][][discount_amount]" in operation.rows
    return named and operation.kind != "create" and bool(operation.path_parameters)


def _itemised(lab: Lab, operation: Operation) -> Itemised:
    form = lab.provision.fill(smallest(operation))
    return Itemised(lab, operation, form, lab.subject(operation, fresh=True))


def _changed(form: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return line items that add up to the amount of a form, one of them discounted."""
    total = int(form.get("amount", _AMOUNT))
    rest = total - sum(item["quantity"] * item["unit_cost"] for item in SENT[1:])
    last = {**SENT[0], "unit_cost": (rest + _OFF) // 2, "discount_amount": _OFF}
    return [*SENT[1:], last]


BROUGHT = Family("brought_items", operations(_itemises), _itemised)


@law(BROUGHT, clause="PI-32", level="should", name="line_items.kept")
def kept(stood: Itemised) -> Outcome:
    """Line items that come with any other call are listed as well."""
    lab, operation, sent = stood.lab, stood.operation, _changed(stood.form)
    details = {"line_items": sent, "enforce_arithmetic_validation": False}
    answer = lab.call(operation, {**stood.form, "amount_details": details}, stood.ids)
    if not resembles(answer, operation):
        reason = f"line items were not accepted ({said(answer)})"
        raise Unavailable(reason, answer, blocked_by=operation.title)
    listing = lab.contracts.operation(LIST)
    name = next(iter(stood.ids.values()))
    page = lab.call(listing, {}, {listing.path_parameters[0].name: name})
    try:
        found = data_of(page)
    except BadPage as bad:
        raise Unavailable(str(bad), page, blocked_by=listing.title) from None
    shows, due = [_of(item) for item in found], [_of(item) for item in sent]
    return held(shows == due, shown(due), shown(shows), page, answer)
