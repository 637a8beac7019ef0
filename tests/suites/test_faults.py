"""Each promise that a server breaks is found by the suites, under an id that says which.

A proxy stands before the sandbox and breaks one thing; everything else is the sandbox.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from assay.embedded import embedded
from harness.config import Config, dump_config
from harness.redaction import Keys
from tests.running import Outcome, run
from tests.suites import faults
from tests.suites.faults import Fault, dropped, errors, objects, setting
from tests.suites.servers import Upstream, listening

HOLDERS = "issuing.cardholder"
HOLDER = "POST /v1/issuing/cardholders/*"
PAGES = f"{HOLDERS}.list.pagination.*"

# Name: the fault, what is run, and what must be among the failures.
TABLE: dict[str, tuple[Fault, str, tuple[str, ...]]] = {
    "limit ignored": (faults.without("limit"), PAGES, (f"{HOLDERS}.list.pagination.page_size",)),
    "has_more inverted": (
        faults.bodies(setting("has_more", lambda more: not more)), PAGES,
        (f"{HOLDERS}.list.pagination.more_says",),
    ),
    "ending_before taken for starting_after": (
        faults.renamed("ending_before", "starting_after"), PAGES,
        (f"{HOLDERS}.list.pagination.ending_before", f"{HOLDERS}.list.pagination.backward_walk"),
    ),
    "pages reversed": (
        faults.bodies(setting("data", lambda data: data[::-1])), PAGES,
        (f"{HOLDERS}.list.pagination.starting_after",),
    ),
    "page after an object begins with it": (
        faults.cursor_included, PAGES, (f"{HOLDERS}.list.pagination.starting_after",)
    ),
    "oldest first": (faults.oldest_first, PAGES, (f"{HOLDERS}.list.pagination.newest_first",)),
    "another default page size": (
        faults.default("limit", "12", "GET /v1/issuing/cardholders"), PAGES,
        (f"{HOLDERS}.list.pagination.page_default",),
    ),
    "newest object not listed": (
        faults.bodies(setting("data", lambda data: data[1:] if isinstance(data, list) else data)),
        f"{HOLDERS}.list.lists_created", (f"{HOLDERS}.list.lists_created",),
    ),
    "unknown cursor accepted": (
        faults.without("starting_after"), f"{HOLDERS}.list.cursor.*",
        (f"{HOLDERS}.list.cursor.unknown.starting_after",),
    ),
    "list without its name": (
        faults.bodies(dropped("object")), f"{HOLDERS}.list.response.*",
        (f"{HOLDERS}.list.response.list_envelope.object",),
    ),
    "error code dropped": (
        errors(dropped("code")), f"{HOLDERS}.create.required.*",
        (f"{HOLDERS}.create.required.name",),
    ),
    "error param dropped": (
        errors(dropped("param")), f"{HOLDERS}.create.required.*",
        (f"{HOLDERS}.create.required.name",),
    ),
    "error type of another kind": (
        errors(setting("type", lambda _type: "validation_error")), f"{HOLDERS}.create.*",
        (f"{HOLDERS}.create.response.error_envelope", f"{HOLDERS}.create.required.name"),
    ),
    "refusals are 422": (
        faults.statuses(400, 422), f"{HOLDERS}.create.required.*",
        (f"{HOLDERS}.create.required.name",),
    ),
    "unknown ids are 400": (
        faults.statuses(404, 400), f"{HOLDERS}.retrieve.unknown_id",
        (f"{HOLDERS}.retrieve.unknown_id",),
    ),
    "unknown parameter accepted": (
        faults.without(r".*assay_unknown.*"), f"{HOLDERS}.create.unknown.*",
        (f"{HOLDERS}.create.unknown.*",),
    ),
    "required parameter made up": (
        faults.default("name", "Jenny Rosen", "POST /v1/issuing/cardholders"),
        f"{HOLDERS}.create.required.*", (f"{HOLDERS}.create.required.name",),
    ),
    "unknown value accepted": (
        faults.params(lambda pairs: [p for p in pairs if p[0] != "status"],
                      "POST /v1/issuing/cardholders"),
        f"{HOLDERS}.create.*", (f"{HOLDERS}.create.enum.status",),
    ),
    "refusal crashes": (
        faults.statuses(400, 500), f"{HOLDERS}.create.*",
        (f"{HOLDERS}.create.response.server_error", f"{HOLDERS}.create.required.name"),
    ),
    "created is 201": (
        faults.statuses(200, 201, "POST"), f"{HOLDERS}.create.response.*",
        (f"{HOLDERS}.create.response.success_status",),
    ),
    "field removed": (
        objects(dropped("livemode")), f"{HOLDERS}.retrieve.response.*",
        (f"{HOLDERS}.retrieve.response.response_table.livemode",),
    ),
    "integer turned to text": (
        objects(setting("created", str)), f"{HOLDERS}.retrieve.response.*",
        (f"{HOLDERS}.retrieve.response.response_table.created",),
    ),
    "value outside the enum": (
        objects(setting("status", str.upper)), f"{HOLDERS}.retrieve.response.*",
        (f"{HOLDERS}.retrieve.response.response_table.status",),
    ),
    "JSON labelled as a page": (
        faults.header("Content-Type", "text/html"), f"{HOLDERS}.list.response.*",
        (f"{HOLDERS}.list.response.content_type",),
    ),
    "no request id": (
        faults.header("Request-Id", ""), f"{HOLDERS}.list.response.*",
        (f"{HOLDERS}.list.response.request_id",),
    ),
    "valid parameter refused": (
        faults.forced("type", "company", "firm", "POST /v1/issuing/cardholders"),
        f"{HOLDERS}.create.accepts.*", (f"{HOLDERS}.create.accepts.type",),
    ),
    "echo in capitals": (
        objects(setting("name", str.upper)), f"{HOLDERS}.create.echo*",
        (f"{HOLDERS}.create.echo",),
    ),
    "retrieved otherwise than created": (
        objects(setting("name", str.upper), "GET /v1/issuing/cardholders/*"),
        f"{HOLDERS}.create.readable", (f"{HOLDERS}.create.readable",),
    ),
    "metadata dropped": (
        objects(setting("metadata", lambda _metadata: {})), f"{HOLDERS}.update.metadata.*",
        (f"{HOLDERS}.update.metadata.set",),
    ),
    "metadata replaced": (
        faults.metadata_replaced, f"{HOLDERS}.update.metadata.*",
        (f"{HOLDERS}.update.metadata.merge",),
    ),
    "metadata keys never deleted": (
        faults.empties_ignored(HOLDER), f"{HOLDERS}.update.metadata.*",
        (f"{HOLDERS}.update.metadata.delete_key", f"{HOLDERS}.update.metadata.delete_all"),
    ),
    "empty does not unset": (
        faults.empties_ignored("POST /v1/payment_intents/*"), "payment_intent.update.unset.*",
        ("payment_intent.update.unset.*",),
    ),
    "update changes another field": (
        faults.always("status", "inactive", HOLDER), f"{HOLDERS}.update.keeps.*",
        (f"{HOLDERS}.update.keeps.unsent",),
    ),
    "refused update changes the object": (
        faults.refused_but_done("POST /v1/payment_intents/*", "description=changed"),
        "payment_intent.update.*", ("payment_intent.update.rejections.unchanged",),
    ),
    "capture leaves the status": (
        faults.not_done("capture"), "payment_intent.capture.transition.*",
        ("payment_intent.capture.transition.requires_capture",),
    ),
    "partial capture takes all": (
        faults.without("amount_to_capture"), "payment_intent.capture.transition.*",
        ("payment_intent.capture.transition.requires_capture.partial",),
    ),
    "cancel of a paid intent accepted": (
        faults.forgiven("POST /v1/payment_intents/*/cancel", status="canceled"),
        "payment_intent.cancel.transition.*", ("payment_intent.cancel.transition.succeeded",),
    ),
    "error code of a refused move dropped": (
        errors(dropped("code")), "payment_intent.cancel.transition.*",
        ("payment_intent.cancel.transition.succeeded",),
    ),
    "declined card accepted": (
        faults.forced("payment_method", "pm_card_chargeDeclined", "pm_card_visa",
                      "POST /v1/payment_intents/*/confirm"),
        "payment_intent.confirm.transition.*",
        ("payment_intent.confirm.transition.requires_payment_method.declined",),
    ),
    "confirm leaves the status": (
        faults.not_done("confirm"), "payment_intent.confirm.transition.*",
        ("payment_intent.confirm.transition.requires_confirmation",),
    ),
    "dispute submit leaves it unsubmitted": (
        faults.not_done("submit"), "issuing.dispute.submit.transition.*",
        ("issuing.dispute.submit.transition.unsubmitted.complete",),
    ),
    "canceled card comes back": (
        faults.forgiven("POST /v1/issuing/cards/*", status="active"),
        "issuing.card.update.transition.*", ("issuing.card.update.transition.canceled.activate",),
    ),
    "deleted token comes back": (
        faults.forgiven("POST /v1/issuing/tokens/*", status="active"),
        "issuing.token.update.transition.*", ("issuing.token.update.transition.deleted.activate",),
    ),
    "disconnect leaves the account": (
        faults.not_done("disconnect"), "financial_connections.account.disconnect.transition.*",
        ("financial_connections.account.disconnect.transition.active",),
    ),
    "search always gives the first page": (
        faults.without("page", "GET /v1/payment_intents/search"), "payment_intent.search.pages",
        ("payment_intent.search.pages",),
    ),
}  # fmt: skip
AT_ONCE = 2


@pytest.fixture(scope="module")
def sandbox() -> Iterator[tuple[Config, Keys]]:
    with embedded() as reached:
        yield reached


@pytest.fixture(scope="module")
def outcomes(
    sandbox: tuple[Config, Keys],
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[dict[str, Future[Outcome]]]:
    """Start a run for each fault that is asked for, a few at once."""
    asked = [
        name
        for name in TABLE
        if any(item.name.endswith(f"[{name}]") for item in request.session.items)
    ]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield {
            name: pool.submit(_run, name, sandbox, tmp_path_factory.mktemp("fault"))
            for name in asked
        }


def _run(name: str, sandbox: tuple[Config, Keys], folder: Path) -> Outcome:
    config, keys = sandbox
    fault, only, _ = TABLE[name]
    forward = Upstream(str(config.base_url))
    with (
        contextlib.closing(forward),
        listening(lambda call: fault(call, forward)) as url,
    ):
        path = folder / "assay.toml"
        path.write_text(dump_config(replace(config, base_url=url)), encoding="utf-8")
        return run(url, "--config", str(path), "--only", only, folder=folder, key=keys.secret)


@pytest.mark.parametrize("name", TABLE)
def test_a_broken_promise_is_found(name: str, outcomes: dict[str, Future[Outcome]]) -> None:
    outcome = outcomes[name].result()
    found = outcome.ids("fail")
    assert outcome.code == 1, outcome.said
    assert not outcome.ids("error")
    for glob in TABLE[name][2]:
        assert outcome.failures(glob), f"{glob} is not among {found[:12]}"
