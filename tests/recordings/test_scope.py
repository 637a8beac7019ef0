"""Which exchanges are judged: other APIs, edges, stubs and recorders draw no complaint, and each
exchange in scope that is not judged is counted with its reason."""

from __future__ import annotations

import base64
import copy
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assay.cli import cli
from contracts import load
from recordings import scope
from recordings.examine import examine
from recordings.read.files import read
from tests.recordings.test_examine import (
    ERROR,
    FORM,
    INTENT,
    INTENTS,
    NAME,
    PINNED,
    Entry,
    entry,
    judged,
    names,
    page,
)  # fmt: skip

MOCK = "http://localhost:12111/v1/payment_intents"
# What another company answers on the same path.
FOREIGN: Entry = {
    "id": "pi_BO381oEATXonG6bj", "object": "payment_intent", "amount": 1000, "currency": "CLP",
    "status": "created", "created_at": "2021-10-15T15:23:11.474Z", "mode": "test",
    "widget_token": None, "customer_email": "name@example.com",
}  # fmt: skip


def bare(found: Entry) -> Entry:
    """Return an entry without the headers that the service and its clients send."""
    found["request"]["headers"] = found["response"]["headers"] = {}
    return found


def on_mock(**rest: Any) -> Entry:
    return bare(entry(**{"url": MOCK} | rest))


FOREIGNERS: dict[str, Entry] = {
    "an object": bare(entry(url="https://api.example.com/v1/payment_intents", body=FOREIGN)),
    "an object with a mode": on_mock(body=FOREIGN | {"livemode": False}),
    "a page": on_mock(method="get", form="", body={"object": "list", "data": [FOREIGN]}),
    "a page that has more": on_mock(method="get", form="", body={
        "object": "list", "data": [FOREIGN, FOREIGN], "has_more": False}),
    "a refusal": on_mock(status=400, body={"error": {
        "type": "invalid_request_error", "code": "missing_parameter", "message": "No.",
        "doc_url": "https://docs.example.com/errors"}}),
    "data around it": on_mock(body={"data": {"id": "pi_1", "attributes": {"livemode": False}}}),
}  # fmt: skip


@pytest.mark.parametrize("name", FOREIGNERS)
def test_another_api_on_the_same_path(name: str, tmp_path: Path) -> None:
    found = judged(tmp_path, copy.deepcopy(FOREIGNERS[name]))
    assert (found.checked, found.observations, found.unjudged) == (0, (), (scope.ANOTHER,))


OURS: dict[str, tuple[Entry, list[str]]] = {
    "no id": (on_mock(body={k: v for k, v in INTENT.items() if k != "id"}), ["response_table"]),
    "no object": (on_mock(body={k: v for k, v in INTENT.items() if k != "object"}),
                  ["response_table"]),
    "an unknown state": (on_mock(body=INTENT | {"status": "paid"}), ["response_table"]),
    "a page": (on_mock(url=f"{MOCK}?limit=2", method="get", form="", body=page(3)), ["page.size"]),
    "a refusal": (on_mock(status=404, form="amount=1250", body=ERROR),
                  ["error_status"]),
}  # fmt: skip


@pytest.mark.parametrize("name", OURS)
def test_a_mock_that_speaks_the_api(name: str, tmp_path: Path) -> None:
    """Two signs make an answer one of this API, without any header."""
    found, wanted = copy.deepcopy(OURS[name])
    result = judged(tmp_path, found)
    assert (result.checked, result.unjudged, names(result)) == (1, (), wanted)


def test_one_sign_is_enough_where_the_host_has_shown_two(tmp_path: Path) -> None:
    refused = {"error": {"type": "invalid_request_error", "message": "No."}}
    odd = on_mock(status=422, body=refused)
    assert judged(tmp_path, odd).unjudged == (scope.ANOTHER,)
    both = judged(tmp_path, on_mock(), odd)
    assert (both.checked, names(both)) == (2, ["refusal_status"])


# -- forms in base64 ---------------------------------------------------------------------------


def in_base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def har(post: Entry, body: Entry) -> Entry:
    return {"log": {"entries": [{
        "request": {"method": "POST", "url": INTENTS, "headers": [], "postData": post},
        "response": {"status": 200, "headers": [], "content": {"text": json.dumps(body)}},
    }]}}  # fmt: skip


def dvr(form: str, body: Entry) -> Entry:
    """Return a cassette of Swift's DVR, which takes all but texts and JSON for binary."""
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return {"name": "create", "interactions": [{
        "recorded_at": 1709631000.5,
        "request": {"method": "POST", "url": INTENTS, "headers": kind, "body": in_base64(form)},
        "response": {"status": 200, "url": INTENTS, "body": body,
                     "headers": {"Content-Type": "application/json"}},
    }]}  # fmt: skip


BASE64: dict[str, Entry] = {
    "HAR": har({"encoding": "base64", "mimeType": "application/x-www-form-urlencoded",
                "text": in_base64(FORM)}, INTENT | {"amount": 1251}),
    "Swift DVR": dvr(FORM, INTENT | {"amount": 1251}),
    "an encoding beside the body": {"http_interactions": [{
        "request": {"method": "post", "uri": INTENTS,
                    "body": {"encoding": "base64", "string": in_base64(FORM)}},
        "response": {"status": 200, "body": INTENT | {"amount": 1251}}}]},
    "a stub's pattern": {"mappings": [{
        "request": {"method": "POST", "urlPath": "/v1/payment_intents",
                    "bodyPatterns": [{"binaryEqualTo": in_base64(FORM)}]},
        "response": {"status": 200, "jsonBody": INTENT | {"amount": 1251}}}]},
}  # fmt: skip


@pytest.mark.parametrize("name", BASE64)
def test_forms_in_base64_are_read(name: str, tmp_path: Path) -> None:
    """What was sent is seen: another amount came back."""
    path = tmp_path / "recording.json"
    path.write_text(json.dumps(BASE64[name]))
    (recording,) = read([path])
    assert recording.exchanges[0].exchange.request.body == FORM
    assert names(examine(recording, load())) == ["sent_values"]


@pytest.mark.parametrize("form", ["amount=1250", "abcdefg=", "a=1&b=2&c=", "limit", ""])
def test_forms_that_are_none_stay(form: str, tmp_path: Path) -> None:
    path = tmp_path / "cassette.json"
    path.write_text(json.dumps({"http_interactions": [entry(form=form)]}))
    (recording,) = read([path])
    assert recording.exchanges[0].exchange.request.body == form


# -- stubs -------------------------------------------------------------------------------------


def stub(method: str, path: str, body: Entry) -> Entry:
    return {"request": {"method": method, "urlPath": path},
            "response": {"status": 200, "jsonBody": body}}  # fmt: skip


def test_stubs_are_no_sequence(tmp_path: Path) -> None:
    """Mappings stand with the newest first: what is canceled above is open below."""
    path = f"/v1/payment_intents/{NAME}"
    ended = INTENT | {"status": "canceled", "canceled_at": 1709631100}
    made = INTENT | {"created": 1709630000, "description": "Basket 18"}
    stubs = [stub("POST", f"{path}/cancel", ended), stub("GET", path, INTENT),
             stub("GET", path, made)]  # fmt: skip
    for number, document in enumerate(({"mappings": stubs}, stubs)):
        file = tmp_path / f"{number}.json"
        file.write_text(json.dumps(document))
        (recording,) = read([file])
        found = examine(recording, load())
        assert (found.checked, found.observations) == (3, ())


def test_a_stub_names_the_object_of_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mappings.json"
    wrong = stub("GET", "/v1/payment_intents/pi_3InventedIntent0000Cd02", INTENT)
    path.write_text(json.dumps({"mappings": [wrong]}))
    (recording,) = read([path])
    assert names(examine(recording, load())) == ["named"]


# -- browsers and edges ------------------------------------------------------------------------

SEEN_BY_OWNERS = ("amount_received", "amount_capturable", "metadata")


def for_a_browser(*lacking: str) -> Entry:
    """Return a confirmation at the contracts' version whose key and form were filtered away."""
    body = {name: value for name, value in INTENT.items() if name not in lacking}
    found = entry(url=f"{INTENTS}/{NAME}/confirm", form="", version=PINNED,
                  body=body | {"status": "succeeded"})  # fmt: skip
    found["request"]["headers"]["Authorization"] = ["Bearer <KEY>"]
    return found


def test_a_browser_without_its_key(tmp_path: Path) -> None:
    """What only owners see lacks together: a publishable key asked, whose name is gone."""
    found = judged(tmp_path, for_a_browser(*SEEN_BY_OWNERS))
    assert (found.checked, found.observations) == (1, ())


@pytest.mark.parametrize("name", SEEN_BY_OWNERS)
def test_one_field_that_lacks_is_a_finding(name: str, tmp_path: Path) -> None:
    assert "always" in names(judged(tmp_path, for_a_browser(name)))


def test_a_secret_key_sees_all(tmp_path: Path) -> None:
    found = for_a_browser(*SEEN_BY_OWNERS)
    found["request"]["headers"]["Authorization"] = ["Bearer sk_test_InventedForThisTest"]
    assert "always" in names(judged(tmp_path, found))


HTML = "<html>\r\n<head><title>400 Bad Request</title></head>\r\n<center>nginx</center></html>"


def of_an_edge(status: int, text: str, kind: str = "text/html") -> Entry:
    found = entry(status=status)
    found["response"]["body"] = {"string": text}
    found["response"]["headers"] = {"Server": ["nginx"], "Content-Type": [kind]}
    return found


@pytest.mark.parametrize(("status", "text", "kind"), [
    (400, HTML, "text/html"), (429, HTML, "text/html; charset=utf-8"), (403, HTML, ""),
    (429, "Too Many Requests", "text/plain"),
])  # fmt: skip
def test_refusals_of_an_edge(status: int, text: str, kind: str, tmp_path: Path) -> None:
    found = judged(tmp_path, of_an_edge(status, text, kind))
    assert (found.checked, found.observations, found.unjudged) == (0, (), (scope.EDGE,))


def test_pages_of_the_service_itself_are_findings(tmp_path: Path) -> None:
    """Its own header says that no edge wrote the page; a success is none of an edge."""
    own = of_an_edge(400, HTML)
    own["response"]["headers"]["Request-Id"] = ["req_InventedAAAA01"]
    assert "content_type" in names(judged(tmp_path, own))
    assert "content_type" in names(judged(tmp_path, of_an_edge(200, HTML)))


# -- mocks -------------------------------------------------------------------------------------

FAULTS: dict[str, tuple[Entry, str]] = {
    "an error that is a text": (on_mock(status=402, body={"error": "declined"}), "error_envelope"),
    "a message": (on_mock(status=400, body={"message": "No."}), "error_envelope"),
    "a bare array": (on_mock(method="get", form="", body=[INTENT]), "list_envelope"),
    "no object": (on_mock(body={"id": NAME, "amount": 1250}), "response_table"),
    "another API": (on_mock(body=FOREIGN), "currency"),
    "no such path": (on_mock(status=404, body="Cannot POST"), "error_envelope"),
    "a page": (of_an_edge(404, HTML), "content_type"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_mock_says_that_all_of_it_speaks_the_api(name: str, tmp_path: Path) -> None:
    found, check = copy.deepcopy(FAULTS[name])
    silent = judged(tmp_path, found)
    assert (silent.checked, silent.observations, len(silent.unjudged)) == (0, (), 1)
    (recording,) = read([tmp_path / "cassette.json"])
    told = examine(recording, load(), mock=True)
    assert (told.checked, told.unjudged) == (1, ())
    assert check in names(told)
    assert "must" in {one.level for one in told.observations if one.check == check}


def test_what_is_not_judged_is_counted(tmp_path: Path) -> None:
    """By reason, in the text and in the JSON; what is not of the contracts is not in scope."""
    silent = entry()
    silent["response"] = None
    empty = entry()
    empty["response"]["body"] = {"string": ""}
    path = tmp_path / "cassette.json"
    path.write_text(json.dumps({"http_interactions": [
        entry(), on_mock(body=FOREIGN), on_mock(status=402, body={"error": "declined"}),
        of_an_edge(429, HTML), entry("get", INTENTS, "", status=304, body=""), silent, empty,
        entry("get", "https://api.stripe.com/v1/customers", "", body={"data": 1}),
    ]}))  # fmt: skip
    wanted = {scope.ANOTHER: 2, scope.EDGE: 1, scope.NOT_CHANGED: 1, "no response": 1,
              "no body of the response was recorded": 1}  # fmt: skip
    runner = CliRunner()
    result = json.loads(runner.invoke(cli, ["check-recording", "--json", str(path)]).stdout)
    assert (result["exchanges"], result["checked"], result["unjudged"]) == (8, 1, wanted)
    text = runner.invoke(cli, ["check-recording", str(path)]).stdout
    assert "8 exchanges, 1 checked, 0 findings\n6 in scope not judged:\n" in text
    assert all(f"  {count}  {reason}\n" in text for reason, count in wanted.items())
    mock = runner.invoke(cli, ["check-recording", "--mock", "--json", str(path)])
    assert mock.exit_code == 1
    assert json.loads(mock.stdout)["checked"] == 4
