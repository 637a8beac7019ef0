"""Recordings of every format become exchanges; nothing that is in a file raises or runs."""

from __future__ import annotations

import base64
import gzip
import json
import os
import tracemalloc
from pathlib import Path

import pytest

from contracts import load
from harness.exchange import REDACTED
from recordings.examine import examine
from recordings.read.body import form_bytes
from recordings.read.files import Recorded, read
from recordings.read.masking import hide, masked
from recordings.read.yaml import documents

FORM = "application/x-www-form-urlencoded"
DATA = Path(__file__).parent / "data"


def one(name: str, index: int = 0) -> Recorded:
    (recording,) = read([DATA / name])
    assert not recording.skipped
    return recording.exchanges[index]


@pytest.mark.parametrize(
    ("name", "amount", "form"),
    [
        (
            "vcr.yml",
            1250,
            "amount=1250&currency=EUR&metadata[basket]=17&payment_method_types[0]=card",
        ),
        ("vcrpy.yaml", 100, "amount=100&currency=usd"),
        ("go_vcr.yaml", 300, "amount=300&currency=gbp"),
        ("exvcr.json", 400, "amount=400&currency=usd"),
        ("nock.json", 500, "amount=500&currency=usd"),
        ("php_vcr.yml", 600, "amount=600&currency=usd"),
    ],
)
def test_formats(name: str, amount: int, form: str) -> None:
    """Method, host, path, form, status, headers and body are found wherever a format puts them."""
    found = one(name)
    exchange = found.exchange
    assert (found.file, found.index, found.host) == (str(DATA / name), 0, "api.stripe.com")
    assert (exchange.request.method, exchange.request.path) == ("POST", "/v1/payment_intents")
    assert exchange.request.body == form
    label = exchange.request.headers.get("content-type")
    assert label in ("application/x-www-form-urlencoded", None)
    assert exchange.status == 200
    assert exchange.body["amount"] == amount
    assert exchange.response is not None
    assert exchange.response.headers["content-type"] == "application/json"
    assert not found.unread


def test_har() -> None:
    """A HAR archive: parameters that are percent-encoded, a body in base64, a publishable key."""
    found = one("browser.har")
    assert found.exchange.request.key == "publishable"
    assert "payment_method_data%5Btype%5D=card" in found.exchange.request.body
    assert found.exchange.body["id"] == "pi_3InventedIntent0000Ab07"
    assert found.exchange.started == 1709631000
    assert one("browser.har", 1).unread == "no response"


def test_old_structures() -> None:
    """Tags of structures, symbols and ports are read through."""
    found = one("old_vcr.yml")
    assert found.exchange.request.method == "POST"
    assert found.exchange.request.path.endswith("/cancel")
    assert found.host == "api.stripe.com"
    assert found.exchange.body["object"] == "payment_intent"


def test_tagged_bodies() -> None:
    """A binary body is decoded, a date that is a header stays a text, a key is not kept."""
    assert one("vcr.yml", 1).exchange.body["id"] == "pi_3InventedIntent0000Ab01"
    request = one("vcr.yml").exchange.request
    assert request.headers["stripe-version"] == "2023-10-16"
    assert request.headers["authorization"] == REDACTED
    assert one("vcr.yml").exchange.started == 1709631000


def test_nothing_recorded() -> None:
    """An exchange without a body is there, and says that it cannot be judged."""
    assert one("vcrpy.yaml", 1).unread == "no body of the response was recorded"


def test_folder() -> None:
    """A folder is walked: what is no recording is passed over, what is broken is named."""
    found = {Path(recording.file).name: recording for recording in read([DATA])}
    assert "settings.yml" not in found
    assert "not the YAML of a recording" in found["broken.yml"].skipped
    assert sum(len(recording.exchanges) for recording in found.values()) == 12


HOSTILE = {
    "deep.yml": "request: " + "[" * 200_000,
    "deep_sequence.yml": "request: 1\n" + "- " * 200_000,
    "deep.json": '{"request":' + "[" * 200_000,
    "call.yml": "http_interactions:\n- !!python/object/apply:os.abort []\n",
    "endless.yml": "http_interactions: &all\n- request: {method: get, uri: x}\n  response: *all\n",
    "types.json": json.dumps({"interactions": [
        None, 3, {"request": 1, "response": 2},
        {"request": {"method": 5, "uri": {"a": 1}, "headers": [1, "x"], "body": {"string": [1]}},
         "response": {"status": "x", "headers": {"a": {"b": 1}}, "body": 7.5}},
        {"request": {"uri": "http://[bad"}, "response": None},
    ]}),
    "base64.yml": "interactions:\n- request: {method: get, uri: /}\n  response:\n"
                  "    status: 200\n    body: {base64_string: '=%%'}\n",
    "laughs.yml": "interactions:\n- request: {method: get, uri: /}\n  response:\n    status: 200\n"
                  "    body:\n      a: &a [x, x, x, x, x, x, x, x, x]\n"
                  + "".join(f"      {n}: &{n} [{', '.join([f'*{m}'] * 9)}]\n"
                            for m, n in zip("abcdefgh", "bcdefghi", strict=True)),
    "log.har": '{"log": {"entries": [null, {"request": [], "response": {"status": "200"}}]}}',
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str, tmp_path: Path) -> None:
    """Nothing raises: a file is skipped with a reason, or its exchanges cannot be judged."""
    path = tmp_path / name
    path.write_text(HOSTILE[name])
    (recording,) = read([path])
    assert recording.skipped or all(found.unread for found in recording.exchanges)


def test_not_files(tmp_path: Path) -> None:
    """What cannot be opened or is no text is skipped with a reason."""
    assert next(read([tmp_path / "missing.yml"])).skipped == "no such file"
    path = tmp_path / "image.json"
    path.write_bytes(b"\x89PNG request \xff\xfe\x00")
    assert next(read([path])).skipped


def test_compressed_bomb(tmp_path: Path) -> None:
    """A small compressed body does not become a huge one."""
    bomb = base64.b64encode(gzip.compress(b"0" * 40_000_000)).decode()
    entry = {"request": {"method": "get", "uri": "https://api.stripe.com/v1/payment_intents"},
             "response": {"status": 200, "headers": {"content-encoding": "gzip"},
                          "body": {"base64_string": bomb}}}  # fmt: skip
    path = tmp_path / "bomb.json"
    path.write_text(json.dumps({"interactions": [entry]}))
    assert "more than" in next(read([path])).exchanges[0].unread


@pytest.mark.parametrize(
    "text",
    [
        "Bearer sk_test_InventedForThisTest", "a=1&key=pk_live_InventedForThisTest",
        "pi_1_secret_Invented99", "card[number]=4242424242424242&x=1", "4242 4242 4242 4242",
        "rk_live_InventedForThisTest", "Basic SW52ZW50ZWQ4242==", "card%5Bcvc%5D=4242&a=1",
        '{"card": {"cvc": "4242"}}', "{'account_number': 'Invented'}", '{"pin": 4242}',
        "POST /v1/issuing/cards pin[encrypted_number]=Invented",
    ],
)  # fmt: skip
def test_hide(text: str) -> None:
    """No key, client secret, credential or card number is printed."""
    shown = hide(text)
    assert "REDACTED" in shown
    assert "Invented" not in shown
    assert "4242" not in shown


LIST = gzip.compress(b'{"object": "list"}', mtime=0)


@pytest.mark.parametrize(
    "parts",
    [[LIST.hex()], [LIST.hex()[:30], LIST.hex()[30:]],
     [base64.b64encode(part).decode() for part in (LIST[:10], LIST[10:])]],
    ids=["hexadecimal", "two parts", "base64"],
)  # fmt: skip
def test_chunks(parts: list[str], tmp_path: Path) -> None:
    """Polly.JS writes a compressed body as a list of texts, hexadecimal or base64."""
    url = "https://api.stripe.com/v1/payment_intents"
    content = {"text": json.dumps(parts), "encoding": "base64"}
    entry = {"request": {"method": "GET", "url": url,
                         "queryString": [{"name": "limit", "value": "3"}]},
             "response": {"status": 200, "content": content,
                          "headers": [{"name": "content-encoding", "value": "gzip"}]}}  # fmt: skip
    path = tmp_path / "recording.har"
    path.write_text(json.dumps({"log": {"entries": [entry]}}))
    (found,) = next(read([path])).exchanges
    assert found.exchange.json == {"object": "list"}
    assert found.exchange.request.query == "limit=3"


def test_form_apart(tmp_path: Path) -> None:
    """PHP-VCR keeps a form in fields of their own; a status may be a whole line; UTF-16 is text."""
    entry = {"request": {"method": "POST", "url": "https://api.stripe.com/v1/payment_intents",
                         "post_fields": {"amount": "100", "expand[]": "customer"}},
             "response": {"status": "HTTP/1.1 200 OK", "body": "{}"}}  # fmt: skip
    path = tmp_path / "php.json"
    path.write_text(json.dumps([entry]), encoding="utf-16")
    (found,) = next(read([path])).exchanges
    assert (found.exchange.status, found.unread) == (200, "")
    assert found.exchange.request.body == "amount=100&expand%5B%5D=customer"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<STRIPE_API_KEY>", True), ("pi_FILTERED", True), ("[FILTERED]", True), ("xxxx", True),
        ("<REDACTED>", True), ("<%= id %>", True), ("{{id}}", True), ("cus_NORMALIZED01", True),
        ("pi_3InventedIntent0000Ab01", False), ("usd", False), ("a < b > c", False), ("", False),
    ],
)  # fmt: skip
def test_masked(text: str, expected: bool) -> None:
    """Words of filters are told from values."""
    assert masked(text) is expected


def test_exvcr_with_an_empty_body(tmp_path: Path) -> None:
    """ExVCR writes a body and a request body, and leaves one of them empty."""
    entries = [{
        "request": {"body": "", "headers": {}, "method": "post", "options": [],
                    "request_body": "amount=400&currency=usd",
                    "url": "https://api.stripe.com/v1/payment_intents"},
        "response": {"body": "{}", "headers": {}, "status_code": 200, "type": "ok"},
    }]  # fmt: skip
    path = tmp_path / "cassette.json"
    path.write_text(json.dumps(entries))
    (recording,) = read([path])
    assert recording.exchanges[0].exchange.request.body == "amount=400&currency=usd"


def test_wiremock(tmp_path: Path) -> None:
    """WireMock keeps a form as a pattern and may keep an answer in base64."""
    answer = base64.b64encode(b'{"object": "payment_intent"}').decode()
    mapping = {
        "request": {"url": "/v1/payment_intents", "method": "POST",
                    "bodyPatterns": [{"equalTo": "amount=1&currency=eur"}]},
        "response": {"status": 200, "base64Body": answer},
    }  # fmt: skip
    path = tmp_path / "mappings.json"
    path.write_text(json.dumps({"mappings": [mapping]}))
    (recording,) = read([path])
    exchange = recording.exchanges[0].exchange
    assert exchange.request.body == "amount=1&currency=eur"
    assert exchange.body == {"object": "payment_intent"}


def test_base64_taken_for_the_body(tmp_path: Path) -> None:
    """Some recorders write a compressed body in base64 and do not say so."""
    text = base64.b64encode(gzip.compress(b'{"id": "pi_1"}')).decode()
    entries = [{"request": {"method": "get", "uri": "https://api.stripe.com/v1/payment_intents"},
                "response": {"status": {"code": 200}, "headers": {},
                             "body": {"string": text}}}]  # fmt: skip
    path = tmp_path / "cassette.json"
    path.write_text(json.dumps({"interactions": entries}))
    (recording,) = read([path])
    assert recording.exchanges[0].exchange.body == {"id": "pi_1"}


def _bombs() -> dict[str, str]:
    """Return files that are small, and not what they would be in memory or in time."""
    doubled = "\n".join(
        f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10) if n else '1'}]" for n in range(9)
    )
    begun = "http_interactions:\n- request: {method: get, uri: 'https://api.stripe.com/v1/x'}\n"
    return {
        "aliases.yml": f"{doubled}\n{begun}",
        "cycle.yml": f"a: &a [*a]\n{begun}",
        "maps.yml": begun + "more: [" + "{}," * 11_000 + "]\n",
        "maps.json": '{"request": [' + "{}," * 11_000 + "{}]}",
    }


@pytest.mark.parametrize("name", ["aliases.yml", "cycle.yml", "maps.yml", "maps.json"])
def test_a_file_that_grows_in_memory_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for limit in ("yaml.MOST", "streams.LARGEST"):
        monkeypatch.setattr(f"recordings.read.{limit}", 10_000)
    (tmp_path / name).write_text(_bombs()[name])
    (recording,) = read([tmp_path / name])
    assert recording.skipped == "cannot be read: more values than a recording has"


def test_texts_with_many_brackets_are_no_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A body is a text however many objects it writes."""
    body = json.dumps({"a": "{[," * 20_000})
    log = {
        "request": {"method": "get", "uri": "https://api.stripe.com/v1/payment_intents"},
        "response": {"status": {"code": 200}, "headers": {}, "body": {"string": body}},
    }
    (tmp_path / "one.json").write_text(json.dumps({"http_interactions": [log]}))
    monkeypatch.setattr("recordings.read.streams.LARGEST", 10_000)
    (recording,) = read([tmp_path / "one.json"])
    assert len(recording.exchanges) == 1


_MANY = 2_000
CROWDS = {
    "maps.json": '{"interactions":[' + ",".join(["{}"] * _MANY) + "]}",
    "pairs.json": "[" + ",".join(['{"request":{},"response":{}}'] * _MANY) + "]",
    "one.har": '{"log":{"entries":[' + ",".join(['{"request":{"a":1}}'] * _MANY) + "]}}",
    "lists.yml": "interactions:\n" + "- []\n" * _MANY,
    "texts.yml": "interactions: &a\n" + "- &b ab\n" * _MANY,
    "documents.yml": "---\nrequest: {}\nresponse: {}\n" * _MANY,
}


@pytest.mark.parametrize("name", CROWDS)
def test_a_file_is_looked_at_entry_by_entry(tmp_path: Path, name: str) -> None:
    """Memory holds one exchange at a time: all of them together took 2 MB."""
    (tmp_path / name).write_text(CROWDS[name])
    package = load()
    for recording in read([DATA / "browser.har"]):
        examine(recording, package)  # what is made once is there
    tracemalloc.start()
    try:
        (recording,) = read([tmp_path / name])
        examined = examine(recording, package)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (examined.exchanges, examined.checked) == (_MANY, 0)
    assert most < 600_000 + 4 * len(CROWDS[name])


def test_values_are_those_that_the_writer_meant() -> None:
    """Merged maps, aliases, tags, numbers and texts, without a tree of them between."""
    text = """
a: &a {x: 1, y: [0x1f, 1e3, ~, yes, .5, '1', !!str 2, !ruby/sym b, 2020-01-02, <<]}
b: {<<: [*a, {x: 3, z: !binary aGk=}], y: *a}
? 5
: !ruby/object:Foo {<<: {p: 1}, p: 2}
"""
    ((place, found),) = documents(text)
    values = [31, "1e3", None, True, 0.5, "1", "2", "b", "2020-01-02", "<<"]
    assert (place, found) == (None, {
        "a": {"x": 1, "y": values},
        "b": {"x": 1, "z": b"hi", "y": {"x": 1, "y": values}},
        5: {"p": 2},
    })  # fmt: skip
    for broken in ("a: *b", "? [1]\n: 2", "a: {<<: 3}", "a: !!int x", "[", "a: }"):
        with pytest.raises(ValueError, match=r"not the YAML|invalid literal"):
            list(documents(broken))


def test_patterns_take_time_that_grows_with_the_text() -> None:
    """Each of these took hours, or for ever, with a pattern that could be read in many ways."""
    assert not masked("<%" * 100_000)
    assert form_bytes(base64.b64encode(b"a=" + b"&" * 3_000 + b" \n\n"), FORM) != b""
    ((_, document),) = documents("a: '" + "- " * 200_000 + "'")
    assert document["a"].startswith("- - -")


@pytest.mark.parametrize("kind", ["pipe", "loop", "nothing"])
def test_what_is_no_regular_file_is_not_opened(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "a.yml"
    if kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to(place if kind == "loop" else tmp_path / "gone")
    (recording,) = read([place])
    assert recording.skipped == "no regular file"
