"""Is an operation there? Servers that say otherwise where nothing is, and what hangs on it."""

from __future__ import annotations

import json
from fnmatch import fnmatchcase

import pytest

from sandbox.auth import SECRET
from tests.near import answering
from tests.running import Outcome, run
from tests.suites.servers import Answer, Call, Reference, Respond, crashing, null, obliging

SEARCH = "payment_intent.search"
LISTED = "payment_intent.list"
HOLDER = "issuing.cardholder"
CANCEL = "payment_intent.cancel"
HTML = {"Content-Type": "text/html"}
BARE = Answer(404, b"<h1>Not Found</h1>", HTML)


def without(path: str, gone: Answer, nowhere: Answer | None = None) -> Respond:
    """Return the sandbox without the paths that match; what is no path has `nowhere` as answer."""
    inner = Reference()

    def respond(call: Call) -> Answer:
        if fnmatchcase(f"{call.method} {call.path}", path):
            return gone
        found = inner(call)
        return nowhere if nowhere and b"Unrecognized request URL" in found.body else found

    return respond


def asked(respond: Respond, *only: str) -> Outcome:
    with answering(respond) as url:
        return run(url, *only, key=SECRET)


@pytest.mark.parametrize(
    ("gone", "nowhere"),
    [
        (BARE, BARE),
        (Answer(404, b"", {"Content-Type": ""}), Answer(404, b"", {"Content-Type": ""})),
        (Answer(405, b"", {"Allow": "GET, HEAD"}), None),
        (Answer(501, b"{}"), None),
        (Answer(400, b'{"detail":"no route"}'), Answer(400, b'{"detail":"no path"}')),
        (Answer(), Answer()),
    ],
)
def test_an_operation_is_absent_however_that_is_said(gone: Answer, nowhere: Answer | None) -> None:
    outcome = asked(without("POST */cancel", gone, nowhere), f"{CANCEL}.*")
    assert outcome.ids("fail") == [f"{CANCEL}.present"]
    assert outcome.ids("warn") == outcome.ids("pass") == outcome.ids("error") == []
    others = [v for v in outcome.results["verdicts"] if v["status"] == "not_testable"]
    assert len(others) > 50
    assert {v["blocked_by"] for v in others} == {f"{CANCEL}.present"}
    assert {v["root"] for v in others} == {f"{CANCEL}.present"}


@pytest.mark.parametrize(
    "answer",
    [
        Answer(404, b'{"error":{"type":"invalid_request_error","code":"resource_missing",'
                    b'"message":"No such payment_intent: x"}}'),
        Answer(405, b"", {"Allow": "POST"}),
        Answer(400, b'{"error":{"type":"invalid_request_error","message":"Bad request"}}'),
    ],
)  # fmt: skip
def test_a_refusal_that_no_path_has_shows_an_operation(answer: Answer) -> None:
    outcome = asked(without("POST */cancel", answer), f"{CANCEL}.present", f"{CANCEL}.accepts")
    assert outcome.ids("pass") == [f"{CANCEL}.present"]
    assert f"{CANCEL}.accepts" in outcome.ids("fail")


@pytest.mark.parametrize("status", [401, 403, 500, 502, 503])
def test_keys_and_crashes_do_not_tell_what_is_there(status: int) -> None:
    outcome = asked(without("POST */cancel", Answer(status, b"{}")), f"{CANCEL}.present")
    assert outcome.ids("not_testable") == [f"{CANCEL}.present"]


def test_an_absent_word_that_is_taken_for_an_id_is_absent() -> None:
    inner = Reference()

    def respond(call: Call) -> Answer:
        word = call.path.rpartition("/")[2]
        if not word.startswith("search"):
            return inner(call)
        error = {"type": "invalid_request_error", "code": "resource_missing", "param": "intent",
                 "message": f"No such payment_intent: '{word}'"}  # fmt: skip
        return Answer(404, json.dumps({"error": error}).encode())

    assert asked(respond, f"{SEARCH}.present").ids("fail") == [f"{SEARCH}.present"]


def test_what_cannot_be_made_for_want_of_a_call_leads_to_that_call() -> None:
    gone = without("POST /v1/issuing/cardholders", BARE, BARE)
    outcome = asked(gone, "issuing.cardholder.create.*", "issuing.cardholder.update.accepts")
    assert outcome.ids("fail") == ["issuing.cardholder.create.present"]
    blocked = outcome.verdict("issuing.cardholder.update.accepts")
    assert blocked["blocked_by"] == "POST /v1/issuing/cardholders"
    assert blocked["root"] == "issuing.cardholder.create.present"


def test_without_an_object_nothing_tells_whether_it_can_be_read() -> None:
    gone = without("* /v1/issuing/cardholders", BARE, BARE)
    outcome = asked(gone, "issuing.cardholder.retrieve.present")
    assert outcome.ids("not_testable") == ["issuing.cardholder.retrieve.present"]


@pytest.mark.parametrize("respond", [null, obliging])
def test_a_server_that_says_the_same_to_everything_has_nothing(respond: Respond) -> None:
    outcome = asked(respond, f"{LISTED}.present", f"{SEARCH}.present")
    assert outcome.ids("fail") == [f"{LISTED}.present", f"{SEARCH}.present"]


def test_a_server_that_is_down_does_not_lack_what_it_does_not_show() -> None:
    assert asked(crashing, f"{LISTED}.present").ids("not_testable") == [f"{LISTED}.present"]


def test_a_perfect_list_for_every_path_shows_no_list() -> None:
    intent = {"object": "payment_intent", "id": "pi_1"}
    body = json.dumps({"object": "list", "data": [intent], "has_more": False}).encode()
    outcome = asked(lambda _call: Answer(200, body), f"{LISTED}.present")
    assert outcome.ids("fail") == [f"{LISTED}.present"]


def test_an_action_is_absent_though_nothing_announces_that_it_can_be_done() -> None:
    """An operation that is there refuses such an object in another way than an unknown path."""
    inner, name = without("POST */increment_authorization", BARE, BARE), "increment_authorization"

    def respond(call: Call) -> Answer:
        found = inner(call)
        body = found.body.replace(b'"incremental_authorization"', b'"not_announced"')
        return Answer(found.status, body, found.headers)

    outcome = asked(respond, f"payment_intent.{name}.present", f"payment_intent.{name}.money.*")
    assert outcome.ids("fail") == [f"payment_intent.{name}.present"]
    assert outcome.ids("warn") == outcome.ids("pass") == []


UNROUTED = b'{"error":{"type":"invalid_request_error","message":"Unrecognized request URL (%s)."}}'


def test_a_word_beside_which_all_is_an_id_is_absent_where_it_is_answered_as_no_path() -> None:
    """Any other word in its place is an object that there is not, which is said in other words."""
    inner = Reference()

    def respond(call: Call) -> Answer:
        if call.path.endswith("/search"):
            return Answer(404, UNROUTED % f"GET: {call.path}".encode())
        return inner(call)

    outcome = asked(respond, f"{SEARCH}.*")
    assert outcome.ids("fail") == [f"{SEARCH}.present"]
    assert outcome.ids("pass") == outcome.ids("warn") == []


@pytest.mark.parametrize("only", [(f"{HOLDER}.retrieve.present",), ()])
def test_what_is_read_where_nothing_can_be_read_hangs_on_that(only: tuple[str, ...]) -> None:
    """That a copy cannot be had breaks no promise about copies, asked beside `present` or not."""
    title = "GET /v1/issuing/cardholders/{cardholder}"
    gone = without("GET /v1/issuing/cardholders/*", BARE, BARE)
    copies = f"{HOLDER}.create.copies.retrieved.email", f"{HOLDER}.create.readable"
    outcome = asked(gone, *copies, *only)
    assert outcome.ids("fail") == list(only)
    for name in copies:
        assert outcome.verdict(name)["status"] == "not_testable"
        assert outcome.verdict(name)["blocked_by"] == title
        assert outcome.verdict(name)["root"] == (only[0] if only else title)


def test_an_object_that_is_not_found_though_objects_are_read_was_forgotten() -> None:
    forgotten = Answer(404, b'{"error":{"message":"no such cardholder"}}')
    name = f"{HOLDER}.create.copies.retrieved.email"
    outcome = asked(without("GET /v1/issuing/cardholders/*", forgotten), name)
    assert outcome.ids("fail") == [name]
