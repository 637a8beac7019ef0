"""The official client works against the sandbox, with every operation that it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import stripe

from assay.run.embedded import embedded
from contracts import load

ADDRESS = {
    "line1": "123 Main Street", "city": "San Francisco", "state": "CA", "postal_code": "94111",
    "country": "US",
}  # fmt: skip
FRAUD: dict[str, Any] = {"reason": "fraudulent", "fraudulent": {"explanation": "Not mine"}}
UNKNOWN_TO_THE_CLIENT = {"issuing.settlement.retrieve", "issuing.settlement.update"}


@dataclass(frozen=True, slots=True)
class World:
    """The client, and the ids of what no call can make."""

    client: stripe.StripeClient
    ids: dict[str, tuple[str, ...]]

    @property
    def v1(self) -> Any:
        """The services of the client; their types are not what is tested."""
        return self.client.v1

    def cardholder(self) -> str:
        """Make a cardholder and return its id."""
        form = {"name": "Jenny Rosen", "billing": {"address": ADDRESS}}
        return str(self.v1.issuing.cardholders.create(form).id)

    def card(self) -> Any:
        """Make an active card."""
        form = {"cardholder": self.cardholder(), "currency": "usd", "type": "virtual",
                "status": "active"}  # fmt: skip
        return self.v1.issuing.cards.create(form)

    def transaction(self) -> str:
        """Make a transaction and return its id."""
        form = {"amount": 1000, "card": self.card().id, "currency": "usd"}
        made = self.v1.test_helpers.issuing.transactions.create_force_capture(form)
        return str(made.id)

    def dispute(self) -> Any:
        """Make a dispute that can be submitted."""
        form = {"transaction": self.transaction(), "evidence": FRAUD}
        return self.v1.issuing.disputes.create(form)

    def design(self) -> Any:
        """Make a personalization design."""
        form = {"physical_bundle": self.ids["issuing.physical_bundle"][0], "name": "Blue"}
        return self.v1.issuing.personalization_designs.create(form)

    def session(self) -> Any:
        """Make a session to link accounts in."""
        customer = self.v1.customers.create({"name": "Jenny Rosen"})
        form = {"account_holder": {"type": "customer", "customer": customer.id},
                "permissions": ["balances"]}  # fmt: skip
        return self.v1.financial_connections.sessions.create(form)

    def mandate(self) -> str:
        """Make a mandate and return its id."""
        form = {
            "confirm": True,
            "payment_method_types": ["sepa_debit"],
            "payment_method_data": {
                "type": "sepa_debit", "sepa_debit": {"iban": "DE89370400440532013000"},
                "billing_details": {"name": "Jenny Rosen", "email": "jenny.rosen@example.com"},
            },
            "mandate_data": {"customer_acceptance": {"type": "offline"}},
        }  # fmt: skip
        return str(self.v1.setup_intents.create(form).mandate)

    def intent(self, **form: Any) -> Any:
        """Make a payment intent."""
        base = {"amount": 2000, "currency": "usd", "payment_method_types": ["card"]}
        return self.v1.payment_intents.create({**base, **form})

    def held(self, **options: Any) -> str:
        """Make an intent whose funds can be captured and return its id."""
        made = self.intent(
            payment_method="pm_card_visa", capture_method="manual", confirm=True, **options
        )
        return str(made.id)

    def awaiting_deposits(self) -> str:
        """Make an intent that waits for microdeposits and return its id."""
        made = self.intent(
            payment_method_types=["us_bank_account"], confirm=True,
            payment_method_data={
                "type": "us_bank_account",
                "us_bank_account": {"routing_number": "110000000", "account_type": "checking",
                                    "account_number": "000123456789",
                                    "account_holder_type": "individual"},
                "billing_details": {"name": "Jenny Rosen", "email": "jenny.rosen@example.com"},
            },
            payment_method_options={"us_bank_account": {"verification_method": "microdeposits"}},
            mandate_data={"customer_acceptance": {"type": "offline"}},
        )  # fmt: skip
        return str(made.id)

    def awaiting_funds(self) -> str:
        """Make an intent that a customer's balance can pay and return its id."""
        customer = self.v1.customers.create({"name": "Jenny Rosen"}).id
        helpers = self.v1.test_helpers.customers
        settings = {"settings": {"reconciliation_mode": "manual"}}
        self.v1.customers.cash_balance.update(customer, settings)
        helpers.fund_cash_balance(customer, {"amount": 2000, "currency": "usd"})
        transfer = {"funding_type": "bank_transfer", "bank_transfer": {"type": "us_bank_transfer"}}
        made = self.intent(
            customer=customer, payment_method_types=["customer_balance"], confirm=True,
            payment_method_data={"type": "customer_balance"},
            payment_method_options={"customer_balance": transfer},
        )  # fmt: skip
        return str(made.id)

    def itemised(self) -> str:
        """Make an intent with a line item and return its id."""
        item = {"product_name": "Item", "quantity": 2, "unit_cost": 1000}
        return str(self.intent(amount_details={"line_items": [item]}).id)


BILLED = {"name": "Jenny Rosen", "billing": {"address": ADDRESS}}
CALLS: dict[str, Callable[[World], Any]] = {
    "issuing.cardholder.list": lambda w: w.v1.issuing.cardholders.list({"limit": 3}),
    "issuing.cardholder.create": lambda w: w.v1.issuing.cardholders.create(BILLED),
    "issuing.cardholder.retrieve": lambda w: w.v1.issuing.cardholders.retrieve(w.cardholder()),
    "issuing.cardholder.update": lambda w: w.v1.issuing.cardholders.update(
        w.cardholder(), {"metadata": {"order": "6735"}}
    ),
    "issuing.card.list": lambda w: w.v1.issuing.cards.list({"type": "virtual"}),
    "issuing.card.create": lambda w: w.card(),
    "issuing.card.retrieve": lambda w: w.v1.issuing.cards.retrieve(w.card().id),
    "issuing.card.update": lambda w: w.v1.issuing.cards.update(
        w.card().id, {"status": "inactive"}
    ),
    "issuing.dispute.list": lambda w: w.v1.issuing.disputes.list({"status": "submitted"}),
    "issuing.dispute.create": lambda w: w.dispute(),
    "issuing.dispute.retrieve": lambda w: w.v1.issuing.disputes.retrieve(w.dispute().id),
    "issuing.dispute.update": lambda w: w.v1.issuing.disputes.update(
        w.dispute().id, {"evidence": FRAUD}
    ),
    "issuing.dispute.submit": lambda w: w.v1.issuing.disputes.submit(w.dispute().id),
    "issuing.personalization_design.list": lambda w: w.v1.issuing.personalization_designs.list(),
    "issuing.personalization_design.create": lambda w: w.design(),
    "issuing.personalization_design.retrieve": lambda w: (
        w.v1.issuing.personalization_designs.retrieve(w.design().id)
    ),
    "issuing.personalization_design.update": lambda w: (
        w.v1.issuing.personalization_designs.update(w.design().id, {"name": "Green"})
    ),
    "issuing.physical_bundle.list": lambda w: w.v1.issuing.physical_bundles.list(),
    "issuing.physical_bundle.retrieve": lambda w: w.v1.issuing.physical_bundles.retrieve(
        w.ids["issuing.physical_bundle"][0]
    ),
    "issuing.token.list": lambda w: w.v1.issuing.tokens.list(
        {"card": w.ids["issuing.card:tokenized"][0]}
    ),
    "issuing.token.retrieve": lambda w: w.v1.issuing.tokens.retrieve(w.ids["issuing.token"][0]),
    "issuing.token.update": lambda w: w.v1.issuing.tokens.update(
        w.ids["issuing.token:active"][0], {"status": "suspended"}
    ),
    "issuing.transaction.list": lambda w: w.v1.issuing.transactions.list({"limit": 1}),
    "issuing.transaction.retrieve": lambda w: w.v1.issuing.transactions.retrieve(w.transaction()),
    "issuing.transaction.update": lambda w: w.v1.issuing.transactions.update(
        w.transaction(), {"metadata": {"order": "6735"}}
    ),
    "financial_connections.session.create": lambda w: w.session(),
    "financial_connections.session.retrieve": lambda w: (
        w.v1.financial_connections.sessions.retrieve(w.session().id)
    ),
    "financial_connections.account.list": lambda w: w.v1.financial_connections.accounts.list(),
    "financial_connections.account.retrieve": lambda w: (
        w.v1.financial_connections.accounts.retrieve(w.ids["financial_connections.account"][0])
    ),
    "financial_connections.account.disconnect": lambda w: (
        w.v1.financial_connections.accounts.disconnect(
            w.ids["financial_connections.account:active"][0]
        )
    ),
    "financial_connections.account.refresh": lambda w: (
        w.v1.financial_connections.accounts.refresh(
            w.ids["financial_connections.account:active"][1], {"features": ["balance"]}
        )
    ),
    "financial_connections.account_owner.list": lambda w: (
        w.v1.financial_connections.accounts.owners.list(
            w.ids["financial_connections.account:owned"][0],
            {"ownership": w.ids["financial_connections.account_ownership"][0]},
        )
    ),
    "mandate.retrieve": lambda w: w.v1.mandates.retrieve(w.mandate()),
    "payment_attempt_record.list": lambda w: w.v1.payment_attempt_records.list(
        {"payment_record": w.ids["payment_record"][0]}
    ),
    "payment_attempt_record.retrieve": lambda w: w.v1.payment_attempt_records.retrieve(
        w.ids["payment_attempt_record"][0]
    ),
    "payment_intent.list": lambda w: w.v1.payment_intents.list({"limit": 1}),
    "payment_intent.create": lambda w: w.intent(metadata={"order": "6735"}),
    "payment_intent.search": lambda w: w.v1.payment_intents.search(
        {"query": "metadata['order']:'6735'"}
    ),
    "payment_intent.retrieve": lambda w: w.v1.payment_intents.retrieve(
        w.held(), {"expand": ["payment_method"]}
    ),
    "payment_intent.update": lambda w: w.v1.payment_intents.update(
        w.intent().id, {"amount": 2500}
    ),
    "payment_intent_amount_details_line_item.list": lambda w: (
        w.v1.payment_intents.amount_details_line_items.list(w.itemised())
    ),
    "payment_intent.apply_customer_balance": lambda w: (
        w.v1.payment_intents.apply_customer_balance(w.awaiting_funds())
    ),
    "payment_intent.cancel": lambda w: w.v1.payment_intents.cancel(w.intent().id),
    "payment_intent.capture": lambda w: w.v1.payment_intents.capture(
        w.held(), {"amount_to_capture": 700}
    ),
    "payment_intent.confirm": lambda w: w.v1.payment_intents.confirm(
        w.intent().id, {"payment_method": "pm_card_visa"}
    ),
    "payment_intent.increment_authorization": lambda w: (
        w.v1.payment_intents.increment_authorization(
            w.held(
                payment_method_options={"card": {"request_incremental_authorization":
                                                 "if_available"}}
            ),
            {"amount": 2500},
        )
    ),
    "payment_intent.verify_microdeposits": lambda w: (
        w.v1.payment_intents.verify_microdeposits(w.awaiting_deposits(), {"amounts": [32, 45]})
    ),
    "payment_link.list": lambda w: w.v1.payment_links.list({"active": True}),
}  # fmt: skip


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with embedded(load()) as (config, keys):
        client = stripe.StripeClient(
            keys.secret, base_addresses={"api": str(config.base_url)}, max_network_retries=0
        )
        yield World(client, dict(config.ids))


def test_every_operation_that_the_client_has_is_called() -> None:
    assert set(CALLS) == {o.id for o in load().operations} - UNKNOWN_TO_THE_CLIENT


@pytest.mark.parametrize("name", CALLS)
def test_the_client_gets_what_the_operation_returns(name: str, world: World) -> None:
    operation = load().operation(name)
    answer = CALLS[name](world)
    if operation.shape == "object":
        assert answer.object == operation.returns
        assert answer.id.startswith(load().resource(operation.returns).prefix)
    else:
        assert answer.object == operation.shape
        assert all(item.object == operation.returns for item in answer.data)


def test_actions_do_what_the_client_asks(world: World) -> None:
    payments = world.v1.payment_intents
    captured = CALLS["payment_intent.capture"](world)
    assert (captured.status, captured.amount_received) == ("succeeded", 700)
    assert payments.retrieve(captured.id).status == "succeeded"
    assert CALLS["issuing.dispute.submit"](world).status == "submitted"


def test_the_client_pages_through_a_list_without_gap_or_repeat(world: World) -> None:
    made = [world.intent().id for _ in range(7)]
    listed = []
    for intent in world.v1.payment_intents.list({"limit": 2}).auto_paging_iter():
        listed.append(intent.id)
        if intent.id == made[0]:
            break
    assert listed == made[::-1]


def test_refusals_become_the_exceptions_of_the_client(world: World) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        world.v1.payment_intents.create({"amount": 2000})
    assert (refused.value.param, refused.value.code) == ("currency", "parameter_missing")
    with pytest.raises(stripe.CardError) as declined:
        world.intent(payment_method="pm_card_chargeDeclined", confirm=True)
    assert (declined.value.code, declined.value.http_status) == ("card_declined", 402)
    stranger = stripe.StripeClient(
        "sk_test_stranger", max_network_retries=0,
        base_addresses={"api": str(world.client._requestor.base_addresses["api"])},
    )  # fmt: skip
    with pytest.raises(stripe.AuthenticationError):
        stranger.v1.payment_intents.list()


def test_an_idempotency_key_gives_the_first_answer_again(world: World) -> None:
    form = {"amount": 2000, "currency": "usd"}
    options = {"idempotency_key": "the-same-order"}
    first = world.v1.payment_intents.create(form, options)
    assert world.v1.payment_intents.create(form, options).id == first.id
