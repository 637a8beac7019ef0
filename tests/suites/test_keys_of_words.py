"""Keys of updates of what has no metadata: a word is set, then another, then the first again."""

from __future__ import annotations

from dataclasses import replace

from contracts import load
from suites.laws.idempotency._marked import settable
from tests.suites.proxied import through
from tests.suites.servers import Answer, Call, Reference

TOKENS = "/v1/issuing/tokens/"
REPLAYED = "issuing.token.update.idempotency.replayed"


def test_what_can_be_set_has_metadata_or_a_word() -> None:
    contracts = load()
    found = {o.id for o in contracts.operations if o.metadata or settable(o, contracts)}
    assert "issuing.token.update" in found
    assert "issuing.token.retrieve" not in found
    assert not settable(contracts.operation("payment_intent.capture"), contracts)


def test_a_key_that_is_lost_on_the_way_to_a_word_is_a_breach() -> None:
    def forgetting(call: Call, reference: Reference) -> Answer:
        if call.method == "POST" and call.path.startswith(TOKENS):
            kept = {name: v for name, v in call.headers.items() if name != "idempotency-key"}
            call = replace(call, headers=kept)
        return reference(call)

    outcome = through(forgetting, [REPLAYED], seeded=True)
    assert outcome.ids("fail") == [REPLAYED]
    assert outcome.verdict(REPLAYED)["expected"] == (
        "the first answer, and status active as set in between"
    )
