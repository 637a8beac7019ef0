"""Each promise that a server breaks is found by the suites, under an id that says which.

A proxy stands before the sandbox and breaks one thing on the wire; everything else is the sandbox.
`assay prove` does the same for every check, from inside.
"""

from __future__ import annotations

import pytest

from tests.suites import faults
from tests.suites.faults import Fault, dropped, errors, objects, setting
from tests.suites.proxied import through

HOLDERS = "issuing.cardholder"
HOLDER = "POST /v1/issuing/cardholders/*"
PAGES = f"{HOLDERS}.list.pagination.*"

# Name: the fault, what is run, and what must be among the failures.
TABLE: dict[str, tuple[Fault, str, tuple[str, ...]]] = {
    "limit ignored": (faults.without("limit"), PAGES, (f"{HOLDERS}.list.pagination.page_size",)),
    "page after an object begins with it": (
        faults.cursor_included, PAGES, (f"{HOLDERS}.list.pagination.starting_after",)
    ),
    "oldest first": (faults.oldest_first, PAGES, (f"{HOLDERS}.list.pagination.newest_first",)),
    "newest objects not listed": (
        faults.bodies(setting("data", lambda data: data[20:] if isinstance(data, list) else data)),
        f"{HOLDERS}.list.lists_created", (f"{HOLDERS}.list.lists_created",),
    ),
    "error code dropped": (
        errors(dropped("code")), f"{HOLDERS}.create.required.*",
        (f"{HOLDERS}.create.required.name",),
    ),
    "refusals are 422": (
        faults.statuses(400, 422), f"{HOLDERS}.create.required.*",
        (f"{HOLDERS}.create.required.name",),
    ),
    "unknown parameter accepted": (
        faults.without(r".*assay_unknown.*"), f"{HOLDERS}.create.unknown.*",
        (f"{HOLDERS}.create.unknown.*",),
    ),
    "required parameter made up": (
        faults.default("name", "Jenny Rosen", "POST /v1/issuing/cardholders"),
        f"{HOLDERS}.create.required.*", (f"{HOLDERS}.create.required.name",),
    ),
    "field removed": (
        objects(dropped("livemode")), f"{HOLDERS}.retrieve.response.*",
        (f"{HOLDERS}.retrieve.response.response_table",),
    ),
    "JSON labelled as a page": (
        faults.header("Content-Type", "text/html"), f"{HOLDERS}.list.response.*",
        (f"{HOLDERS}.list.response.content_type",),
    ),
    "valid parameter refused": (
        faults.forced("type", "company", "firm", "POST /v1/issuing/cardholders"),
        f"{HOLDERS}.create.accepts.*", (f"{HOLDERS}.create.accepts.type",),
    ),
    "retrieved otherwise than created": (
        objects(setting("name", str.upper), "GET /v1/issuing/cardholders/*"),
        f"{HOLDERS}.create.readable", (f"{HOLDERS}.create.readable",),
    ),
    "metadata replaced": (
        faults.metadata_replaced, f"{HOLDERS}.update.metadata.*",
        (f"{HOLDERS}.update.metadata.merge",),
    ),
    "empty does not unset": (
        faults.empties_ignored("POST /v1/payment_intents/*"), "payment_intent.update.unset.*",
        ("payment_intent.update.unset.*",),
    ),
    "refused update changes the object": (
        faults.refused_but_done("POST /v1/payment_intents/*", "description=changed"),
        "payment_intent.update.*", ("payment_intent.update.rejections.unchanged",),
    ),
    "clearing is only said to be done": (
        faults.pretends_to_clear("name", "POST /v1/issuing/personalization_designs/*"),
        "issuing.personalization_design.update.unset.name",
        ("issuing.personalization_design.update.unset.name",),
    ),
    "times of searches not read": (
        faults.times_ignored(), "payment_intent.search.search.fields.created",
        ("payment_intent.search.search.fields.created",),
    ),
    "one row of an update not read": (
        faults.without("amount", "POST /v1/payment_intents/*"), "payment_intent.update.echo.amount",
        ("payment_intent.update.echo.amount",),
    ),
    "partial capture takes all": (
        faults.without("amount_to_capture"), "payment_intent.capture.transition.*",
        ("payment_intent.capture.transition.requires_capture.partial",),
    ),
    "cancel of a paid intent accepted": (
        faults.forgiven("POST /v1/payment_intents/*/cancel", status="canceled"),
        "payment_intent.cancel.transition.*", ("payment_intent.cancel.transition.succeeded",),
    ),
    "dispute submit leaves it unsubmitted": (
        faults.not_done("submit"), "issuing.dispute.submit.transition.*",
        ("issuing.dispute.submit.transition.unsubmitted.complete",),
    ),
    "one request creates two": (
        faults.twice("/v1/issuing/cardholders"), f"{HOLDERS}.create.makes.*",
        (f"{HOLDERS}.create.makes.one",),
    ),
    "a refusal carries another amount": (
        errors(setting("payment_intent", lambda intent: {**intent, "amount": 1})),
        "payment_intent.capture.refusal.*",
        ("payment_intent.capture.refusal.carries_intent.succeeded",),
    ),
    "the expanded card is older than the card": (
        objects(setting("card", faults.aged), "GET /v1/issuing/transactions/*"),
        "issuing.transaction.retrieve.expand.*", ("issuing.transaction.retrieve.expand.alike",),
    ),
    "deleted token comes back": (
        faults.forgiven("POST /v1/issuing/tokens/*", status="active"),
        "issuing.token.update.transition.*", ("issuing.token.update.transition.deleted.activate",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_a_broken_promise_is_found(name: str) -> None:
    fault, only, globs = TABLE[name]
    outcome = through(fault, (only,), seeded=True)
    found = outcome.ids("fail")
    assert outcome.code == 1, outcome.said
    assert not outcome.ids("error")
    for glob in globs:
        assert outcome.failures(glob), f"{glob} is not among {found[:12]}"


def test_a_field_that_is_missing_is_the_place_that_is_told() -> None:
    claim = f"{HOLDERS}.retrieve.response.response_table"
    outcome = through(objects(dropped("livemode")), (f"{claim}.livemode",), seeded=True)
    assert outcome.ids("fail") == [claim]
    assert outcome.places(claim) == ["livemode"]
