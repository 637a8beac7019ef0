"""Recorded traffic: what is right draws no complaint, what is planted is found."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assay.cli import cli
from contracts import load
from recordings.examine import Examined, examine
from recordings.read.files import read

Entry = dict[str, Any]
Change = Callable[[Entry, Entry], None]  # of the entry and of its decoded body
DATA = Path(__file__).parent / "data"
ROOM = Path(__file__).parents[2] / "recordings"
INTENTS = "https://api.stripe.com/v1/payment_intents"
NAME = "pi_3InventedIntent0000Ab01"
PINNED = load().api_version
# What the service wrote in 2023, with values of our own.
INTENT: Entry = {
    "id": NAME, "object": "payment_intent", "amount": 1250, "amount_capturable": 0,
    "amount_details": {"tip": {}}, "amount_received": 0, "application": None,
    "application_fee_amount": None, "automatic_payment_methods": None, "canceled_at": None,
    "cancellation_reason": None, "capture_method": "manual", "charges": {"object": "list"},
    "confirmation_method": "automatic", "created": 1709631000, "currency": "eur",
    "customer": None, "description": "Basket 17", "invoice": None, "last_payment_error": None,
    "latest_charge": None, "livemode": False, "metadata": {"basket": "17"}, "next_action": None,
    "payment_method": None, "payment_method_types": ["card"], "status": "requires_payment_method",
    "client_secret": "<CLIENT_SECRET>",
}  # fmt: skip
FORM = "amount=1250&currency=EUR&description=Basket+17&metadata[basket]=17&capture_method=manual"
ERROR = {
    "error": {"code": "parameter_missing", "message": "A parameter lacks.", "param": "currency",
              "type": "invalid_request_error"},
}  # fmt: skip


def entry(
    method: str = "post", url: str = INTENTS, form: str = FORM, status: int = 200,
    body: Any = INTENT, version: str = "2023-10-16",
) -> Entry:  # fmt: skip
    """Return one entry of a cassette, with the headers that the service and its client send."""
    headers = {
        "Server": ["nginx"], "Date": ["Tue, 05 Mar 2024 09:30:00 GMT"],
        "Content-Type": ["application/json"], "Request-Id": ["req_InventedAAAA01"],
        "Stripe-Version": [version], "Connection": ["keep-alive"],
    }  # fmt: skip
    return copy.deepcopy({
        "request": {"method": method, "uri": url, "body": {"string": form},
                    "headers": {"Authorization": ["Bearer sk_test_InventedForThisTest"],
                                "Content-Type": ["application/x-www-form-urlencoded"],
                                "Stripe-Version": [version]}},
        "response": {"status": {"code": status}, "headers": headers,
                     "body": {"string": json.dumps(body)}},
    })  # fmt: skip


def page(count: int = 3, **rest: Any) -> Entry:
    """Return a page of intents, newest first."""
    data = [INTENT | {"id": f"pi_3InventedIntent0000Ab{n + 1:02}", "created": 1709631000 - n}
            for n in range(count)]  # fmt: skip
    return {"object": "list", "data": data, "has_more": False, "url": "/v1/payment_intents"} | rest


def judged(tmp_path: Path, *entries: Entry, hosts: tuple[str, ...] = ()) -> Examined:
    path = tmp_path / "cassette.json"
    path.write_text(json.dumps({"http_interactions": entries}))
    (recording,) = read([path])
    return examine(recording, load(), hosts)


def assert_last_is_wrong(check: str, found: Examined, entries: int) -> None:
    """A check complains, no other does, and of the last of so many exchanges alone."""
    assert names(found) == [check]
    assert {one.index for one in found.observations} == {entries - 1}


def names(found: Examined) -> list[str]:
    return sorted({one.check for one in found.observations})


def change(found: Entry, how: Change) -> Entry:
    """Apply a change to an entry; a body that the change did not write itself is written anew."""
    before = found["response"]["body"]["string"]
    body = json.loads(before)
    how(found, body)
    if found["response"]["body"]["string"] == before:
        found["response"]["body"]["string"] = json.dumps(body)
    return found


def sets(**values: Any) -> Change:
    return lambda _entry, body: body.update(values)


def drops(name: str) -> Change:
    return lambda _entry, body: body.pop(name)


def header(name: str, value: str | None) -> Change:
    def how(found: Entry, _body: Entry) -> None:
        found["response"]["headers"].pop(name)
        if value is not None:
            found["response"]["headers"][name] = [value]

    return how


def status(code: int) -> Change:
    return lambda found, _body: found["response"].update(status={"code": code})


def form(text: str) -> Change:
    return lambda found, _body: found["request"].update(body={"string": text})


def raw(text: str) -> Change:
    return lambda found, _body: found["response"].update(body={"string": text})


def test_right_traffic(tmp_path: Path) -> None:
    """Creating, retrieving, listing and a refusal, as the service answers them."""
    found = judged(
        tmp_path,
        entry(),
        entry("get", f"{INTENTS}/{NAME}", ""),
        entry("get", f"{INTENTS}?limit=3", "", body=page()),
        entry(form="amount=1250", status=400, body=ERROR),
        entry("get", "https://api.stripe.com/v1/customers", "", body={"data": 1}),
    )
    assert (found.exchanges, found.checked, found.observations) == (5, 4, ())


PLANTED: dict[str, tuple[Change, str]] = {
    "no id": (drops("id"), "response_table"),
    "null id": (sets(id=None), "response_table"),
    "other prefix": (sets(id="ch_3InventedIntent0000Ab01"), "id_prefix"),
    "no object": (drops("object"), "response_table"),
    "wrong object": (sets(object="charge"), "response_table"),
    "amount is a text": (sets(amount="1250"), "money"),
    "amount has a fraction": (sets(amount=12.5), "money"),
    "no amount": (drops("amount"), "response_table"),
    "another amount": (sets(amount=1251), "sent_values"),
    "currency in capitals": (sets(currency="EUR"), "currency"),
    "another currency": (sets(currency="usd"), "sent_values"),
    "livemode is a text": (sets(livemode="false"), "response_table"),
    "created is a text": (sets(created="1709631000"), "response_table"),
    "no status": (drops("status"), "response_table"),
    "metadata lost": (sets(metadata={}), "sent_values"),
    "metadata is a number": (sets(metadata={"basket": 17}), "response_table"),
    "description lost": (sets(description=None), "sent_values"),
    "types are one text": (sets(payment_method_types="card"), "response_table"),
    "card number": (sets(card={"number": "4242424242424242"}), "card_data"),
    "secret key": (sets(note="sk_test_InventedForThisTest"), "card_data"),
    "created": (status(201), "success_status"),
    "server error": (status(500), "server_error"),
    "odd refusal": (status(422), "refusal_status"),
    "object as a refusal": (status(400), "error_envelope"),
    "error as a success": (raw(json.dumps(ERROR)), "error_body"),
    "no JSON": (raw("<html><body>Hello</body></html>"), "content_type"),
    "cut JSON": (raw('{"id": "pi_'), "content_type"),
    "label": (header("Content-Type", "text/html"), "content_type"),
    "another version": (header("Stripe-Version", "2019-05-16"), "version"),
    "no label": (header("Content-Type", None), "content_type"),
    "no request id": (header("Request-Id", None), "request_id"),
    "no currency sent": (form("amount=1250"), "request.required"),
    "no integer sent": (form("amount=12.5&currency=eur"), "request.integer"),
    "too little sent": (form("amount=0&currency=eur"), "request.integer"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_planted(name: str, tmp_path: Path) -> None:
    """Each defect is found in the exchange that it was planted in, and nowhere else."""
    how, check = PLANTED[name]
    other = entry("get", f"{INTENTS}/pi_3InventedIntent0000Cd02", "",
                  body=INTENT | {"id": "pi_3InventedIntent0000Cd02"})  # fmt: skip
    found = judged(tmp_path, other, change(entry(), how))
    assert check in names(found)
    assert {one.index for one in found.observations} == {1}
    assert all(one.level == "must" for one in found.observations)


ERRORS: dict[str, tuple[Change, str]] = {
    "no type": (lambda _e, body: body["error"].pop("type"), "error_envelope"),
    "unknown type": (lambda _e, body: body["error"].update(type="odd"), "error_envelope"),
    "no message": (lambda _e, body: body["error"].pop("message"), "error_envelope"),
    "a text": (sets(error="no"), "error_envelope"),
    "it was sent": (form("amount=1250&currency=eur"), "request.refused"),
    "it is an integer": (
        lambda _e, body: body["error"].update(code="parameter_invalid_integer", param="amount"),
        "request.refused",
    ),
    "it is not empty": (
        lambda _e, body: body["error"].update(code="parameter_invalid_empty", param="amount"),
        "request.refused",
    ),
}


@pytest.mark.parametrize("name", ERRORS)
def test_planted_errors(name: str, tmp_path: Path) -> None:
    """Defects of refusals, and refusals whose reason the request contradicts."""
    how, check = ERRORS[name]
    refused = entry(form="amount=1250", status=400, body=ERROR)
    assert names(judged(tmp_path, change(refused, how))) == [check]


PAGES: dict[str, tuple[Change, str]] = {
    "has_more is a text": (sets(has_more="false"), "list_envelope"),
    "no url": (drops("url"), "list_envelope"),
    "data is an object": (sets(data={}), "list_envelope"),
    "another object": (sets(object="array"), "list_envelope"),
    "oldest first": (lambda _e, body: body["data"].reverse(), "page.order"),
    "too many": (lambda _e, body: body.update(page(4)), "page.size"),
    "the cursor itself": (
        lambda e, _b: e["request"].update(uri=f"{INTENTS}?limit=3&starting_after={NAME}"),
        "page.cursor",
    ),
    "twice": (lambda _e, body: body["data"].__setitem__(1, body["data"][0]), "page.cursor"),
    "another customer": (
        lambda e, _b: e["request"].update(uri=f"{INTENTS}?limit=3&customer=cus_Other"),
        "page.filter",
    ),
    "no id": (lambda _e, body: body["data"][1].pop("id"), "response_table"),
}


@pytest.mark.parametrize("name", PAGES)
def test_planted_pages(name: str, tmp_path: Path) -> None:
    """Defects of pages."""
    how, check = PAGES[name]
    found = judged(tmp_path, change(entry("get", f"{INTENTS}?limit=3", "", body=page()), how))
    assert names(found) == [check]


def test_laws(tmp_path: Path) -> None:
    """An object keeps its time, a path returns the object it names, a replay repeats itself."""
    changed = change(entry("get", f"{INTENTS}/{NAME}", ""), sets(created=1709630000))
    assert names(judged(tmp_path, entry(), changed)) == ["lasting"]
    other = entry(
        "get", f"{INTENTS}/{NAME}", "", body=INTENT | {"id": "pi_3InventedIntent0000Cd02"}
    )
    assert names(judged(tmp_path, other)) == ["named"]
    first, replay = entry(), change(entry(), sets(review="prv_1"))
    for one in (first, replay):
        one["request"]["headers"]["Idempotency-Key"] = ["invented-1"]
    assert not judged(tmp_path, first, replay).observations  # nothing says that it is a replay
    replay["response"]["headers"]["Idempotent-Replayed"] = ["true"]
    assert names(judged(tmp_path, first, replay)) == ["replay"]


def without_headers(found: Entry) -> Entry:
    found["response"]["headers"] = {}
    return found


TRAPS: dict[str, Entry] = {
    "a few fields only": entry(body={"id": NAME, "object": "payment_intent"}),
    "no headers": without_headers(entry()),
    "values filtered": entry(body=INTENT | {"id": "pi_FILTERED", "created": "<TIME>",
                                            "currency": "[FILTERED]", "customer": "xxx"}),
    "what was sent filtered": entry(form="amount=<AMOUNT>&currency=<CURRENCY>"),
    "JSON broken by a filter": change(entry(), raw('{"id": <ID>, "object": "payment_intent"}')),
    "body filtered": change(entry(), raw("[FILTERED]")),
    "no body": change(entry(), raw("")),
    "not changed": entry("get", INTENTS, "", status=304, body=""),
    "expanded": entry(body=INTENT | {"customer": {"id": "cus_1", "object": "customer"},
                                     "latest_charge": {"id": "ch_1"}}),
    "values of other years": entry(body=INTENT | {"status": "requires_source", "source": None,
                                                  "confirmation_method": "publishable"}),
    "an empty object as a list": entry(
        form="amount=1250&currency=eur", body=INTENT | {"metadata": [], "amount_details": []}
    ),
    "parameters of other years": entry(form=f"{FORM}&allowed_source_types[]=card&odd=1"),
    "no form recorded": entry(form=""),
    "JSON sent": entry(form='{"amount": "12.5"}'),
    "decoded form": entry(form="amount=1250&currency=eur&description=Basket 18 & 19"),
    "a number unset": entry(form="amount=1250&currency=eur&application_fee_amount="),
    "a word named like money": entry(body=INTENT | {"payment_method_options": {
        "card": {"mandate_options": {"amount_type": "maximum"}}}}),
    "what a browser is told": entry(
        form=f"client_secret={NAME}_secret_Invented&key=pk_test_Invented",
        body={"id": NAME, "object": "payment_intent", "amount": 1250},
    ),
    "what the library of a browser needs": entry("get", f"{INTENTS}/{NAME}", "", body=INTENT | {
        "payment_method": "pm_1", "status": "requires_action",
        "next_action": {"type": "use_stripe_sdk", "use_stripe_sdk": {"key": {"kind": "RSA"}}}}),
    "a former type of error": entry(status=401, body={
        "error": {"type": "authentication_error", "message": "No."}}),
    "an error with odd attributes": entry(status=402, body={
        "error": {"type": "card_error", "code": "card_declined", "param": "", "doc_url": None,
                  "message": "No.", "payment_intent": INTENT}}),
    "missing in the words of another parameter": entry(status=400, body={
        "error": {"type": "invalid_request_error", "code": "parameter_missing", "param": "source",
                  "message": "No."}}),
    "counted because asked": entry("get", f"{INTENTS}?include[]=total_count", "",
                                   body=page(total_count=3)),
    "another API with the same path": entry(url="https://api.example.com/v1/payment_intents",
                                            body={"data": {"id": "pi_1"}}),
}  # fmt: skip


@pytest.mark.parametrize("name", TRAPS)
def test_traps(name: str, tmp_path: Path) -> None:
    """What recorders, filters, versions and people do to recordings draws no complaint."""
    found = copy.deepcopy(TRAPS[name])
    if name == "another API with the same path":
        found["request"]["headers"] = found["response"]["headers"] = {}
    assert judged(tmp_path, found).observations == ()


def test_recorded_server_error(tmp_path: Path) -> None:
    """A 5xx that says so is at most worth a look: many are recorded on purpose."""
    body = {"error": {"type": "api_error", "message": "Later."}}
    (found,) = judged(tmp_path, entry(status=503, body=body)).observations
    assert (found.check, found.level) == ("server_error", "should")


def test_pinned_version(tmp_path: Path) -> None:
    """At the version of the contracts, fields, enums and parameters are held to their tables."""
    cut = entry(body=drops_field("capture_method"), version=PINNED)
    assert names(judged(tmp_path, cut)) == ["response_table"]
    odd = entry(form=f"{FORM}&odd=1", version=PINNED)
    assert names(judged(tmp_path, odd)) == ["request.unknown"]
    bad = entry(form=FORM.replace("manual", "later"), version=PINNED)
    assert names(judged(tmp_path, bad)) == ["request.values", "sent_values"]
    features = entry(form=f"{FORM}&odd=1", version=f"{PINNED}; odd_beta=v1")
    assert not judged(tmp_path, features).observations


@pytest.mark.parametrize(("later", "found"), [
    (True, ["response_table"]), (False, ["request.unknown"]),
])  # fmt: skip
def test_kin_version(tmp_path: Path, later: bool, found: list[str]) -> None:
    """Versions of one release only add: a later one lacks nothing, an earlier one has no more."""
    _, _, release = PINNED.partition(".")
    version = f"2099-01-01.{release}" if later else f"2024-03-01.{release}"
    cut = entry(form=f"{FORM}&odd=1", body=drops_field("capture_method"), version=version)
    assert names(judged(tmp_path, cut)) == found


def drops_field(name: str) -> Entry:
    return {key: value for key, value in INTENT.items() if key != name}


def test_hosts(tmp_path: Path) -> None:
    """A mock is judged when it speaks the API, or when it is named; a filter judges nothing."""
    url = "http://localhost:12111/v1/payment_intents"
    bad = change(entry(url=url), drops("id"))
    assert names(judged(tmp_path, bad)) == ["response_table"]
    silent = entry(url=url, body={"amount": 1250})
    silent["request"]["headers"] = silent["response"]["headers"] = {}
    assert judged(tmp_path, silent).checked == 0
    assert names(judged(tmp_path, silent, hosts=("localhost",))) == ["response_table"]


def test_modern_paths(tmp_path: Path) -> None:
    """Linked accounts are judged at the path they have today."""
    url = "https://api.stripe.com/v1/financial_connections/accounts/fca_InventedForThis1"
    body = {"id": "fca_InventedForThis1", "object": "financial_connections.account", "created": "1"}
    (found,) = judged(tmp_path, entry("get", url, "", body=body)).observations
    assert found.operation.id == "financial_connections.account.retrieve"
    body |= {"object": "account", "created": 1}
    assert names(judged(tmp_path, entry("get", url, "", body=body))) == ["response_table"]


def test_command(tmp_path: Path) -> None:
    """The command prints findings without secrets, counts, and says by its exit code what holds."""
    runner = CliRunner()
    clean = runner.invoke(cli, ["check-recording", str(DATA)])
    assert clean.exit_code == 0
    assert "12 exchanges, 9 checked, 0 findings" in clean.output
    path = tmp_path / "bad.json"
    bad = change(entry(form=f"{FORM}&payment_method_data[card][number]=4242424242424242"),
                 sets(amount="1250"))  # fmt: skip
    path.write_text(json.dumps({"http_interactions": [bad]}))
    found = runner.invoke(cli, ["check-recording", "--json", str(path)])
    assert found.exit_code == 1
    result = json.loads(found.stdout)
    assert (result["exchanges"], result["checked"]) == (1, 1)
    first = result["findings"][0]
    assert set(first) >= {"file", "index", "operation", "check", "clause", "level", "expected",
                          "observed", "request"}  # fmt: skip
    assert first["operation"] == "POST /v1/payment_intents"
    assert "4242" not in found.stdout
    assert "InventedForThis" not in found.stdout
    only = runner.invoke(cli, ["check-recording", "--only", "issuing.*", str(path)])
    assert only.exit_code == 0
    assert "1 exchanges, 1 checked, 0 findings" in only.output
    nothing = runner.invoke(cli, ["check-recording", str(DATA / "settings.yml")])
    assert nothing.exit_code == 3
    hooked = runner.invoke(cli, ["check-recording", "--allow-nothing", str(DATA / "settings.yml")])
    assert hooked.exit_code == 0
    assert "0 exchanges, 0 checked, 0 findings" in hooked.output
    assert runner.invoke(cli, ["check-recording", "--allow-nothing", str(path)]).exit_code == 1
    assert runner.invoke(cli, ["check-recording", "no-such-file"]).exit_code == 2
