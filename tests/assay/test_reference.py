"""The reference server is asked what it answers to a cause, with ids and a key of its own."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from assay.run import reference
from assay.run.outcome import header
from assay.run.reference import LateError, Play, referenced
from assay.run.settings import Settings
from assay.run.standing_in import standing_in
from assay.run.summary import summary
from contracts import load
from harness.exchange import Exchange, Request, Response
from harness.ledger import Ledger, LedgerWriter, finished, load_ledger, with_references
from harness.redaction import Keys
from harness.reference import Reference
from reports.fixing import Causes
from reports.formats.results import results
from reports.reproduction.origins import Origins
from sandbox.auth import PUBLISHABLE, SECRET
from suites.conventions import conventions
from tests.near import answering, target_class
from tests.running import run
from tests.suites.servers import Answer, Call
from tests.suites.servers import Reference as Sandbox

REFUSAL = {"error": {"type": "invalid_request_error", "message": "Unexpected capture"}}


def _refusing(call: Call) -> Answer:
    """Answer as the sandbox does, but refuse every capture."""
    if call.path.endswith("/capture"):
        return Answer(400, json.dumps(REFUSAL).encode())
    return _SANDBOXES[0](call)


_SANDBOXES: list[Sandbox] = []


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    """The ledger of a run against a server that captures nothing."""
    _SANDBOXES[:] = [Sandbox()]
    with answering(_refusing) as url:
        return run(url, "payment_intent.capture.accepts", key=SECRET).ledger


def _played(ledger: Ledger, name: str) -> tuple[Reference, list[Call]]:
    """Return what a sandbox of its own answers to an exchange, and all that it was asked."""
    sandbox, asked = Sandbox(), []

    def respond(call: Call) -> Answer:
        asked.append(call)
        return sandbox(call)

    keys = Keys(SECRET, PUBLISHABLE)
    with answering(respond) as url:
        target = target_class(url)(url, keys, api_version=load().api_version, name="reference",
                        conventions=conventions(load()))  # fmt: skip
        play = Play(target, keys, ledger, sandbox.ids, "anew01", load())
        found = play.of(Origins(ledger), ledger.exchanges[name])
        target.close()
    return found, asked


def test_what_was_refused_is_accepted_there_of_an_object_of_its_own(ledger: Ledger) -> None:
    cause = Causes(ledger).fixes.first[0]
    assert "“Unexpected capture”" in cause.title
    found, asked = _played(ledger, cause.exchange)
    assert found.why == ""
    assert found.answer is not None
    assert (found.answer.status, found.answer.body["status"]) == (200, "succeeded")
    assert len(asked) == found.steps > 1
    ours = ledger.exchanges[cause.exchange].request.path
    assert asked[-1].path.endswith("/capture")
    assert asked[-1].path != ours


def test_what_is_recorded_shows_no_key(ledger: Ledger) -> None:
    cause = Causes(ledger).fixes.first[0]
    found, _ = _played(ledger, cause.exchange)
    assert found.answer is not None
    assert SECRET not in repr(found.answer)


def test_an_id_that_was_configured_is_the_sandbox_own() -> None:
    sandbox = Sandbox()
    name, ids = next((n, ids) for n, ids in sandbox.ids.items() if n == "issuing.token")
    operation = load().operation("issuing.token.retrieve")
    path = operation.path.partition("{")[0]

    def respond(call: Call) -> Answer:
        return Answer(400, json.dumps(REFUSAL).encode()) if call.path.startswith(path) else (
            sandbox(call))  # fmt: skip

    with answering(respond) as url:
        outcome = run(url, "issuing.token.retrieve.accepts", ids={name: ("tok_ofanother",)},
                      key=SECRET)  # fmt: skip
    cause = Causes(outcome.ledger).fixes.first[0]
    found, asked = _played(outcome.ledger, cause.exchange)
    assert asked[-1].path == f"{path}{ids[0]}"
    assert found.answer is not None
    assert found.answer.status == 200
    changed = replace(outcome.ledger, header={**outcome.ledger.header, "ids": {
        "another": ("tok_ofanother",)}})  # fmt: skip
    assert _played(changed, cause.exchange)[0].why == "it has no object of its own for 'another'"


def test_what_no_answer_there_shows_is_an_object_of_its_own_in_the_same_state(
    ledger: Ledger,
) -> None:
    """A server has a linked account from its start, where the sandbox lists another or none."""
    item = {"id": "fca_ofanother123", "object": "financial_connections.account",
            "status": "inactive"}  # fmt: skip
    name, path = "financial_connections.account", "/v1/financial_connections/accounts"
    lost = Response(400, {}, json.dumps(REFUSAL).encode())
    for place in (0, 70):  # where a page there shows one that is active, and where it ends before
        data = [{"id": f"fca_n{n}"} for n in range(place)] + [item]
        page = Response(200, {}, json.dumps({"object": "list", "data": data}).encode())
        shown = (
            Exchange("s-1", f"{name}.list", Request("GET", path), page, 1.0, 0.1, setup=True),
            Exchange("g-1", f"{name}.retrieve", Request("GET", f"{path}/{item['id']}"), lost,
                     2.0, 0.1),
        )  # fmt: skip
        exchanges = {one.id: one for one in shown}
        kept = replace(ledger, header={"run": "r"}, verdicts=(), exchanges=exchanges)
        found, asked = _played(kept, "g-1")
        assert [call.path for call in asked] == [path, f"{path}/fca_assayinactive0"]
        assert found.answer is not None
        assert (found.answer.status, found.answer.body["status"]) == (200, "inactive")
    given, contracts = Sandbox().ids, load()
    assert standing_in({**item, "status": "odd"}, contracts, given, ()) == ""
    assert standing_in({"id": "fca_1", "object": "unheard"}, contracts, given, ()) == ""
    taken = ("fca_assayinactive0",)
    assert standing_in(item, contracts, given, taken) == "fca_assayinactive1"


def test_references_stand_behind_the_footer_and_are_read_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger.ndjson"
    writer = LedgerWriter(path, "controller")
    writer.header({"run": "r"})
    writer.footer({"complete": True})
    writer.close()
    found = Reference("m-1", None, "it cannot be asked", 3)
    written = path.read_bytes()
    with_references(path, [found])
    assert finished(path)
    assert load_ledger(path).references == {"m-1": found}
    whole = path.read_bytes()
    assert whole.startswith(written)
    for length in range(len(written), len(whole)):  # a run that is killed meanwhile
        path.write_bytes(whole[:length])
        assert finished(path)
        assert load_ledger(path).complete
    path.write_bytes(whole)
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.ndjson"]


def test_no_step_of_a_reproduction_is_sent_when_the_time_is_over(ledger: Ledger) -> None:
    asked: list[Call] = []
    ends = time.time() + 3_600
    sandbox = Sandbox()

    def respond(call: Call) -> Answer:
        asked.append(call)
        play.ends = time.time()
        return sandbox(call)

    with answering(respond) as url:
        target = target_class(url)(url, Keys(SECRET), api_version=load().api_version)
        play = Play(target, Keys(SECRET), ledger, sandbox.ids, "anew01", load(), ends)
        with pytest.raises(LateError):
            play.of(Origins(ledger), ledger.exchanges[Causes(ledger).fixes.first[0].exchange])
        target.close()
    assert len(asked) == 1


def _settings(tmp_path: Path, *, asks: bool) -> Settings:
    return Settings("r1", "http://127.0.0.1:1", str(tmp_path), load().api_version, reference=asks)


@pytest.mark.parametrize(("asks", "complete"), [(False, True), (True, False)])
def test_nothing_is_asked_when_nobody_wants_it_or_the_run_was_cut_short(
    asks: bool, complete: bool, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reference, "embedded", None)
    found = replace(ledger, footer={"complete": complete})
    assert referenced(_settings(tmp_path, asks=asks), found) is found


def test_a_clean_run_starts_no_sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "embedded", None)
    settings = _settings(tmp_path, asks=True)
    clean = Ledger(header(settings, ()), {}, (), {"complete": True})
    assert referenced(settings, clean) is clean


@pytest.mark.whole
def test_a_run_asks_within_its_budget_and_tells_what_it_heard(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sandbox is a process of its own; `results.json` has what it answered."""
    started = time.monotonic()
    found = referenced(_settings(tmp_path, asks=True), ledger)
    assert time.monotonic() - started < 60
    fix = results(found)["fixes"][0]
    assert fix["reference"]["status"] == 200
    monkeypatch.setattr(reference, "SECONDS", 0.0)
    late = referenced(_settings(tmp_path, asks=True), ledger)
    words = "the time for it was over"
    assert {found.why for found in late.references.values()} == {words}
    assert results(late)["fixes"][0]["reference"] == {"why_not": words}
    told = f"       the reference server could not be asked the same: {words}"
    assert told in list(summary(replace(late, footer={"seconds": 1, "complete": True})))
