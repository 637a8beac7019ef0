"""What is compared with what was sent, and what is left alone."""

from __future__ import annotations

import json

import pytest

from contracts import load
from contracts.model import Operation
from harness.encoding import encode
from harness.exchange import Exchange, Request, Response
from strategies import coverage
from suites.looking.echo import Difference, comparable, compare

CONTRACTS = load()


def differences(
    operation: str, form: str, row: str = "", **answer: object
) -> list[Difference] | None:
    chosen = CONTRACTS.operation(operation)
    body = json.dumps(answer).encode()
    exchange = Exchange(
        "1",
        chosen.id,
        Request("POST", chosen.path, body=form),
        Response(200, {"content-type": "application/json"}, body),
        0.0,
        0.0,
    )
    return compare(chosen, CONTRACTS, exchange, row)


INTENT = "payment_intent.create"


@pytest.mark.parametrize(
    ("form", "answer"),
    [
        ("amount=100", {"amount": 101}),
        ("description=a", {"description": None}),
        ("description=a", {}),
        ("payment_method_types[]=card&payment_method_types[]=link",
         {"payment_method_types": ["card"]}),
        ("payment_method_types[0]=link", {"payment_method_types": ["card"]}),
        ("payment_method_types[0]=link", {"payment_method_types": ["link", "card"]}),
        ("payment_method_types[]=card", {"payment_method_types": ["card", "card"]}),
        ("metadata[a]=1", {"metadata": {}}),
        ("metadata[a]=1", {"metadata": {"a": 2}}),
        ("shipping[address][city]=Berlin", {"shipping": {"address": {"city": "Bern"}}}),
    ],
)  # fmt: skip
def test_what_was_lost_or_changed_is_named(form: str, answer: dict[str, object]) -> None:
    found = differences(INTENT, form, **answer)
    assert found is not None
    assert len(found) == 1
    assert found[0].path.split("[")[0] in form


@pytest.mark.parametrize(
    ("form", "answer"),
    [
        ("currency=EUR", {"currency": "eur"}),
        ("payment_method_types[]=card&payment_method_types[]=link",
         {"payment_method_types": ["card", "link"]}),
        ("payment_method_types[]=card&payment_method_types[]=link",
         {"payment_method_types": ["link", "card"]}),  # a set has no order
        ("payment_method_types[0]=card&payment_method_types[1]=card&payment_method_types[2]=link",
         {"payment_method_types": ["card", "link"]}),  # nor does it hold anything twice
        ("metadata[a]=1", {"metadata": {"a": "1", "b": "2"}}),
        ("customer=cus_1", {"customer": {"id": "cus_1"}}),
    ],
)  # fmt: skip
def test_what_is_found_again_is_no_difference(form: str, answer: dict[str, object]) -> None:
    assert differences(INTENT, form, **answer) == []


@pytest.mark.parametrize(
    "form",
    [
        "metadata[]=1",  # the empty key of a map, not the first element of an array
        "metadata[a][b]=1",
        "description=a&description=b",  # a server may keep either
        "description=",
        "shipping[][city]=Berlin",
        "metadata[a]b]=1",
        "no_such_parameter=1",
        "description[]=1",
    ],
)
def test_what_has_no_certain_place_is_not_compared(form: str) -> None:
    assert differences(INTENT, form, description="other", metadata={}) is None


def test_of_one_row_only_its_own_places_are_looked_at() -> None:
    form = "amount=100&shipping[name]=a&shipping[carrier]=b&payment_method_types[0]=card"
    answer = {"amount": 1, "shipping": {"name": "x", "carrier": "b"}}
    assert differences(INTENT, form, "shipping[carrier]", **answer) == []
    for row, path in (("shipping", "shipping[name]"), ("amount", "amount"),
                      ("payment_method_types", "payment_method_types[0]")):  # fmt: skip
        assert [d.path for d in differences(INTENT, form, row, **answer) or ()] == [path]


def test_a_row_that_no_field_shows_is_not_said_to_be_echoed() -> None:
    """The rest of the form came back: that says nothing about `off_session`."""
    assert differences(INTENT, "amount=1&off_session=true", "off_session", amount=1) is None


@pytest.mark.parametrize(
    ("operation", "form", "row"),
    [
        (INTENT, "metadata[kssay1]=1", "metadata"),
        (INTENT, "shipping[address][city]=Berlin", "shipping.address.city"),
        ("issuing.card.create", "spending_controls[spending_limits][3][categories][7]=bakeries",
         "spending_controls.spending_limits.categories"),
    ],
)  # fmt: skip
def test_a_difference_names_its_row(operation: str, form: str, row: str) -> None:
    """Keys are the sender's own: a name of them would be another one in each run."""
    found = differences(operation, form)
    assert found is not None
    assert [difference.row for difference in found] == [row]


def test_a_difference_is_told_as_it_was() -> None:
    """What is compared by its digits, or in any case, is shown as it was sent and answered."""
    found = differences("issuing.cardholder.create", "phone_number=%2B1800", phone_number="none")
    assert found is not None
    assert [str(one) for one in found] == ["phone_number: sent +1800, found none"]


@pytest.mark.parametrize(
    ("sent", "told"),
    [("8008675311", "+18008675311"), ("8008675311", "8008675311"), ("%2B1800", "+1 800")],
)
def test_a_country_code_may_be_added_to_a_telephone(sent: str, told: str) -> None:
    """CH-15: a number that was sent without its country's code comes back with it."""
    form = f"phone_number={sent}"
    assert differences("issuing.cardholder.create", form, phone_number=told) == []


@pytest.mark.parametrize(("sent", "told"), [("8008675311", "+18008675312"), ("%2B18", "+448")])
def test_another_telephone_is_another(sent: str, told: str) -> None:
    form = f"phone_number={sent}"
    assert differences("issuing.cardholder.create", form, phone_number=told)


@pytest.mark.parametrize("operation", [o for o in CONTRACTS.operations if o.method == "POST"],
                         ids=lambda o: o.id)  # fmt: skip
def test_what_a_form_can_show_is_known_before_it_is_answered(operation: Operation) -> None:
    """No answer, whatever it holds, shows more than the tables say, nor less."""
    for sample in coverage(operation):
        for answer in ({}, {"payment_method_types": ["a", "b", "c", "d"], "metadata": 1}):
            found = differences(operation.id, encode(sample.form), sample.row, **answer)
            planned = comparable(operation, CONTRACTS, sample.form, sample.row)
            assert planned is (found is not None), sample.row
