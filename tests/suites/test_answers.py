"""A request that the server never answers is one breach; what hangs on it is blocked by that."""

from __future__ import annotations

from dataclasses import replace

from sandbox.auth import SECRET
from tests.near import answering
from tests.running import run
from tests.suites.servers import Reference, listening

DESIGN = "issuing.personalization_design"
ASKED = (f"{DESIGN}.retrieve.expand.*", f"{DESIGN}.retrieve.answers", f"{DESIGN}.update.answers")


def test_expansions_that_are_dropped_are_one_breach_an_operation() -> None:
    with answering(Reference("answers.answers.expansions_dropped")) as url:
        found = run(url, *ASKED, key=SECRET)
    assert found.ids("error") == []
    assert found.ids("warn") == []
    assert found.ids("fail") == [f"{DESIGN}.retrieve.answers", f"{DESIGN}.update.answers"]
    blocked = [v["id"] for v in found.results["verdicts"]
               if v.get("blocked_by") == f"{DESIGN}.retrieve.answers"]  # fmt: skip
    assert f"{DESIGN}.retrieve.expand.object" in blocked
    assert f"{DESIGN}.retrieve.answers" not in blocked
    first = found.verdict(f"{DESIGN}.update.answers")
    assert first["clause"] == "G-02"
    assert len(first["exchanges"]) >= 3


def test_what_is_answered_holds() -> None:
    with answering(Reference()) as url:
        found = run(url, f"{DESIGN}.retrieve.answers", key=SECRET)
    assert found.verdict(f"{DESIGN}.retrieve.answers")["status"] == "pass"


def test_a_server_that_closes_unsaid_is_judged_as_one_that_keeps() -> None:
    """It answers, and closes the connection without a word, which it may."""
    keeping, closing = Reference(), Reference()
    asked = (f"{DESIGN}.create.required.*", f"{DESIGN}.create.accepts", f"{DESIGN}.list.filter.*")
    with listening(keeping) as url:
        kept = run(url, *asked, ids=keeping.ids, key=SECRET)
    with listening(lambda call: replace(closing(call), closes=True)) as url:
        closed = run(url, *asked, ids=closing.ids, key=SECRET)
    assert closed.said == ""
    for status in ("pass", "not_testable", "noted"):
        assert closed.ids(status) == kept.ids(status)
