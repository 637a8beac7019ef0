"""What general code must know of one endpoint stands in its contract; what it names is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts import ContractError
from contracts.loader import load
from contracts.model import Excuse, Foreign, Signs
from tests.copies import copied

CONTRACTS = load()
CARD, DISPUTE, DESIGN = (
    "issuing/card.yaml", "issuing/dispute.yaml", "issuing/personalization_design.yaml",
)  # fmt: skip
INTENT, ACCOUNT = "payments/payment_intent.yaml", "financial_connections/account.yaml"
TRANSACTION = "issuing/transaction.yaml"

# Description: the file, what is replaced (once) and by what; the path that is named, the reason.
DANGLING: dict[str, tuple[str, str, str, str, str]] = {
    "a rich state that no recipe makes": (
        CARD, 'rich: "issuing.card:designed"', 'rich: "issuing.card:golden"', "rich",
        "'issuing.card:golden' names no issuing.card that a recipe makes",
    ),
    "rich objects of another resource": (
        CARD, 'rich: "issuing.card:designed"', 'rich: "issuing.cardholder:ready"', "rich",
        "names no issuing.card",
    ),
    "a restless state that is none": (
        INTENT, "restless: [processing]", "restless: [thinking]", "lifecycle.restless[0]",
        "'thinking' is not one of the states",
    ),
    "a withdrawn state that is none": (
        ACCOUNT, "withdrawn: [disconnected]", "withdrawn: [gone]", "lifecycle.withdrawn[0]",
        "'gone' is not one of the states",
    ),
    "an end that is no state": (
        INTENT, "ends: canceled", "ends: forgotten", "lifecycle.ends",
        "'forgotten' is not one of the states",
    ),
    "an end that nothing leads to": (
        DISPUTE, "terminal: [won, lost, expired]", "terminal: [won, lost, expired]\n  ends: won",
        "lifecycle.ends", "no cell leads to 'won' and nowhere else",
    ),
    "a restless value that is none": (
        ACCOUNT, "restless: [pending]", "restless: [waiting]",
        "fields.balance_refresh.children.status.restless", "'waiting' is not in the enum",
    ),
    "a filter shown as no field": (
        DESIGN, "shown_as: lookup_key", "shown_as: look", "operations.list",
        "row 'lookup_keys' is shown as 'look', which is no field",
    ),
    "an unseen filter that a field shows": (
        CARD, "clause: CA-02", "unseen: true", "operations.list",
        "row 'cardholder' is no 'unseen' one",
    ),
    "a filter of what is no list": (
        CARD, "        pin:",
        "        tag: {type: string, source: 165, clause: CA-02}\n        pin:",
        "operations.create.parameters.body.tag.clause", "'clause' is said of rows of a query",
    ),
    "an absent value of another type": (
        CARD, "absent: [1, 2, 3,", "absent: [one, 2, 3,",
        "operations.list.parameters.query.exp_month.absent",
        "'one' does not fit the type 'integer'",
    ),
    "an absent value that nothing makes": (
        CARD, "absent: {digits: 4}", 'absent: "@unicorn"', "operations.list",
        "'@unicorn' names an object that no recipe makes",
    ),
    "own objects that no row finds": (
        CARD, "filter: cardholder}", "filter: holder}", "operations.create.own",
        "'holder' is no row of the list",
    ),
    "own objects of a form with no such row": (
        CARD, "own: {form: {cardholder:", "own: {form: {holder:", "operations.create.own",
        "'own' sends 'holder', which is no row",
    ),
    "own objects of what makes none": (
        CARD, "    source: [224, 269]\n", "    source: [224, 269]\n    own: {filter: cardholder}\n",
        "operations.update.own", "'own' is said of what creates",
    ),
    "a rich form with no such row": (
        INTENT, 'rich: {customer: "@customer"}', 'rich: {client: "@customer"}',
        "operations.create.rich", "'rich' sends 'client', which is no row",
    ),
    "a rich form that names nothing": (
        INTENT, 'rich: {customer: "@customer"}', 'rich: {customer: "@client"}',
        "operations.create", "'@client' names an object that no recipe makes",
    ),
    "a foreign row that is at home": (
        DISPUTE, "{form: {amount: 100,", "{form: {metadata: {}, amount: 100,",
        "operations.submit.foreign[0].form.metadata", "expected one row on each level",
    ),
    "a foreign row of its own table": (
        DISPUTE, "{form: {amount: 100,", "{form: {metadata: a, amount: 100,",
        "operations.submit.foreign", "'metadata' is a row of issuing.dispute.submit",
    ),
    "a foreign row of no table": (
        DISPUTE, "{form: {amount: 100,", "{form: {colour: a, amount: 100,",
        "operations.submit.foreign", "'colour' is a row of no operation",
    ),
    "an excuse by a row that is none": (
        CARD, "- sent: {status: active}", "- sent: {state: active}", "operations.create.excuses[0]",
        "'state' is no row of issuing.card.create",
    ),
    "an excuse of no object": (
        CARD, "        of: cardholder\n", "        of: currency\n", "operations.create.excuses[0]",
        "'currency' names no object that can be retrieved",
    ),
    "an excuse by no field": (
        CARD, "shows: {requirements.past_due:", "shows: {requirements.late:",
        "operations.create.excuses[0]", "issuing.cardholder has no field 'requirements.late'",
    ),
    "a choice of no row": (
        CARD, "refused: currency", "refused: money", "choices.issuing.currency.refused",
        "issuing.card.create has no row 'money'",
    ),
    "a choice that makes nothing known": (
        CARD, 'makes: "issuing.card:default"', 'makes: "issuing.card:golden"',
        "choices.issuing.currency.makes", "'issuing.card:golden' names an object that no recipe",
    ),
    "a choice that tries nothing": (
        CARD, 'currency: "$value"', "currency: usd", "choices.issuing.currency.form",
        "the form does not send '$value'",
    ),
    "a choice with the name of a resource": (
        CARD, "  issuing.currency:\n    note", "  issuing.dispute:\n    note",
        "operations.list", "'@issuing.currency' names an object that no recipe makes",
    ),
    "a constant that updates change": (
        INTENT, "currency: {type: string, required: true, format: currency}",
        "currency: {type: string, required: true, format: currency, constant: true}", "fields",
        "'currency' is no 'constant': an update has a row for it",
    ),
    "a constant that moves": (
        CARD, "exp_month: {type: integer, required: true, constant: true}",
        "exp_month: {type: integer, required: true, constant: true, moving: always}",
        "fields.exp_month.moving", "either 'moving' or 'constant'",
    ),
    "a refreshed field that is none": (
        ACCOUNT, "refreshes: balance", "refreshes: balances", "fields.balance_refresh",
        "'balance_refresh' speaks of 'balances', which is no field beside it",
    ),
    "a sign by no field": (
        TRANSACTION, "signs: {by: type,", "signs: {by: kind,", "fields.amount",
        "'amount' speaks of 'kind', which is no field beside it",
    ),
    "a sign by no value": (
        TRANSACTION, "negative: [capture]", "negative: [seizure]", "fields.amount",
        "'seizure' is not one value of the enum of 'type'",
    ),
    "the hash of a name that is none": (
        "payments/mandate.yaml", "enum: [offline, online], names_hash",
        "enum: [offline, remote], names_hash", "fields.customer_acceptance.children.type",
        "speaks of 'remote', which is no field beside it",
    ),
    "an expansion to nothing": (
        "api.yaml", "charge: {payment_intent: payment_intent}",
        "charge: {payment_intent: payment}", "expandable.charge.payment_intent",
        "'payment' is no resource, no neighbour, and no recipe's",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DANGLING)
def test_what_a_word_names_is_there(name: str, tmp_path: Path) -> None:
    file, old, new, path, reason = DANGLING[name]
    root = tmp_path / "api"
    copied(root)
    source = (root / file).read_text(encoding="utf-8")
    broken = source.replace(old, new, 1)
    assert broken != source
    (root / file).write_text(broken, encoding="utf-8")
    with pytest.raises(ContractError) as caught:
        load(root)
    assert reason in caught.value.reason
    assert (caught.value.file, caught.value.path) == (file, path)


def test_filters() -> None:
    """A filter names its clause, the field that shows it, and what no object has."""
    keys = CONTRACTS.operation("issuing.personalization_design.list").row("lookup_keys")
    assert (keys.clause, keys.shown_as) == ("PD-02", "lookup_key")
    assert CONTRACTS.operation("financial_connections.account.list").row("session").unseen
    cards = CONTRACTS.operation("issuing.card.list")
    assert cards.row("exp_month").absent == tuple(range(1, 13))
    assert cards.row("exp_year").absent == tuple(range(2090, 2100))
    digits = cards.row("last4").absent
    assert (len(digits), digits[0], digits[7], digits[-1]) == (10000, "0000", "0007", "9999")
    holders = CONTRACTS.operation("issuing.cardholder.list")
    assert holders.row("phone_number").absent == ("+18005550188",)
    assert holders.row("email").absent == ("@unique.email",)


def test_every_filter_of_the_built_in_api_has_its_clause() -> None:
    paging = ("ending_before", "expand", "limit", "starting_after")
    without = {
        f"{operation.id} {row.path}"
        for operation in CONTRACTS.operations
        if operation.kind == "list"
        for top in operation.sent
        if top.name not in paging
        for row in (top.children if top.children and not top.clause else (top,))
        if not row.clause
    }
    assert without == set()


def test_foreign_rows_stand_alone() -> None:
    operation = CONTRACTS.operation("issuing.dispute.update")
    assert operation.foreign == (
        Foreign({"transaction": "@issuing.transaction"}, "DI-18"),
        Foreign({"treasury": {"received_debit": "rd_1"}}, "DI-18"),
    )
    assert [foreign.path for foreign in operation.foreign] == [
        "transaction", "treasury[received_debit]",
    ]  # fmt: skip
    assert operation.foreign[1].paths == ("treasury", "treasury[received_debit]")


def test_excuses() -> None:
    """Of a card its cardholder excuses a refusal, of a design its bundle."""
    assert CONTRACTS.operation("issuing.card.create").excuses == (
        Excuse(
            of="cardholder", sent={"status": "active"},
            shows={"requirements.past_due": "something"},
            because="its cardholder has requirements that are past due",
        ),
    )  # fmt: skip
    create = CONTRACTS.operation("issuing.personalization_design.create").excuses
    assert create == CONTRACTS.operation("issuing.personalization_design.update").excuses
    assert {excuse.of for excuse in create} == {"physical_bundle"}
    told = [(e.sent, e.unsent, e.shows, e.differs) for e in create[:4]]
    assert told == [
        ({}, (), {}, {"status": "active"}),
        ({"card_logo": "something"}, (), {"features.card_logo": "unsupported"}, {}),
        ({"physical_bundle": "something"}, ("card_logo",), {"features.card_logo": "required"}, {}),
        ({"card_logo": "nothing"}, (), {"features.card_logo": "required"}, {}),
    ]


def test_fields() -> None:
    card = CONTRACTS.resource("issuing.card").table
    assert {path for path, field in card.items() if field.on_request} == {"number", "cvc"}
    assert {path for path, field in card.items() if field.constant} == {
        "brand", "currency", "exp_month", "exp_year", "last4", "type",
    }  # fmt: skip
    assert (card["cardholder"].type, card["cardholder"].clause) == ("object", "G-96")
    account = CONTRACTS.resource("financial_connections.account").table
    assert {path: field.refreshes for path, field in account.items() if field.refreshes} == {
        "balance_refresh": "balance", "ownership_refresh": "ownership",
        "transaction_refresh": "transaction_refresh",
    }  # fmt: skip
    assert account["balance_refresh.status"].restless == ("pending",)
    amount = CONTRACTS.resource("issuing.transaction").table["amount"]
    assert amount.signs == Signs("type", negative=("capture",), positive=("refund",))
    intent = CONTRACTS.resource("payment_intent").table
    assert {path for path, field in intent.items() if field.own} == {
        "client_secret", "latest_charge",
    }  # fmt: skip
    mandate = CONTRACTS.resource("mandate").table
    assert [path for path, field in mandate.items() if field.names_hash] == [
        "customer_acceptance.type", "payment_method_details.type", "type",
    ]  # fmt: skip


def test_a_choice_is_what_forms_may_name() -> None:
    choice = CONTRACTS.choices["issuing.currency"]
    assert (choice.values, choice.refused) == (("usd", "eur", "gbp"), "currency")
    assert choice.step.form["currency"] == "$value"
    assert choice.makes == "issuing.card:default"


def test_names_are_looked_up() -> None:
    """An operation goes by its id and its title, a row and a field by their paths."""
    operation = CONTRACTS.operation("GET /v1/issuing/cards")
    assert operation is CONTRACTS.operation("issuing.card.list")
    assert operation.row("created[gt]") is operation.rows["created[gt]"]
    with pytest.raises(KeyError, match="no row 'colour'"):
        operation.row("colour")
    with pytest.raises(KeyError, match="no operation 'paint'"):
        CONTRACTS.operation("paint")
    with pytest.raises(KeyError, match="no resource 'paint'"):
        CONTRACTS.resource("paint")
    assert CONTRACTS.described("paint") is None
    card = CONTRACTS.resource("issuing.card")
    assert card.field("shipping.status") is card.table["shipping.status"]
    assert card.field("colour") is None
    assert CONTRACTS.recipe("issuing.card", "golden") is None
