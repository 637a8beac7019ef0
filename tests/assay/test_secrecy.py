"""The key is in no file that a run writes, and travels to no other host."""

from __future__ import annotations

import base64
import contextlib
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reports.formats import formats
from sandbox.auth import SECRET
from tests.pages import page
from tests.reading import BODIES, FORMS, leaks
from tests.running import Outcome, command, run, run_as_users_do
from tests.suites.servers import Answer, Call, Reference, Respond, listening

KEY = "sk_test_Secret0123456789"
PUBLIC = "pk_test_Public0123456789"
WAYS = [form(key) for key in (KEY, PUBLIC) for form in FORMS.values()]
GIVEN = ("--publishable-key", PUBLIC, "--profile", "smoke", "--only", "payment_intent.create.*")
EVERY = [flag for form in formats() for flag in ("--format", form.name)]
_CODED = itertools.cycle(BODIES.values())


def telling(call: Call) -> Answer:
    """Repeat the key wherever a server can, in every form."""
    ways = b'","'.join(WAYS)
    start = json.dumps({"id": f"x_{KEY}", "object": "list", "data": [], "has_more": False,
                        "url": call.path, KEY: call.headers.get("authorization", "")})  # fmt: skip
    shown = {f"X-Form-{number}": way.decode("latin-1") for number, way in enumerate(WAYS[::2])}
    named = {f"X-{KEY}": "1", f"X-{FORMS['hexadecimal'](PUBLIC).decode()}": "2"}
    body = start[:-1].encode() + b', "forms": ["' + ways + b'"]}'
    return Answer(body=body, headers={**shown, **named, "Request-Id": f"req_{KEY}"})


def refusing(call: Call) -> Answer:
    """Refuse everything but a look, with the key in the message."""
    if call.method == "GET" and call.path == "/v1/payment_intents":
        return telling(call)
    text = b"'".join(WAYS).decode("latin-1").replace("\\", "\\\\")
    return Answer(
        400, f'{{"error": {{"type": "invalid_request_error", "message": "{text}"}}}}'.encode()
    )


def leaking(call: Call) -> Answer:
    """Answer in all codings of a body, one after the other."""
    if call.method == "GET" and call.path == "/v1/payment_intents":
        return telling(call)
    return Answer(500, next(_CODED)(KEY))


def found_in(outcome: Outcome) -> list[str]:
    """Return what can be read of the keys in all that a run wrote and said."""
    files = [path for path in outcome.folder.parent.rglob("*") if path.is_file()]
    assert [path for path in files if path.name == "ledger.ndjson"]
    parts = {*re.split(rb'["\n]', outcome.said.encode("utf-8", "replace"))}
    for path in files:
        parts.update(re.split(rb'["\n]', path.read_bytes()))
        if path.name == "report.html":  # what is packed in it as well
            parts.update(text.encode("utf-8", "replace") for text in _shown(path))
    return sorted({row for part in parts for row in leaks(part, KEY, PUBLIC)})


def _shown(path: Path) -> Iterator[str]:
    for text in page(path.read_text(encoding="utf-8")).texts:
        yield from re.split(r'["\n]', text)


def _packed(outcome: Outcome) -> list[str]:
    """Return the bodies that the ledger holds as base64."""
    lines = (outcome.folder / "ledger.ndjson").read_text(encoding="utf-8").splitlines()
    answers = [json.loads(line).get("response") or {} for line in lines]
    return [answer["base64"] for answer in answers if "base64" in answer]


@pytest.mark.whole
@pytest.mark.parametrize("respond", [telling, refusing, leaking])
def test_the_key_is_nowhere(respond: Respond, tmp_path: Path) -> None:
    allure = tmp_path / "allure"
    with listening(respond) as url:
        outcome = run_as_users_do(
            url, *EVERY, "--allure", str(allure), *GIVEN, folder=tmp_path, key=KEY
        )
    assert outcome.results
    assert list(allure.iterdir())
    assert bool(_packed(outcome)) == (respond is leaking)
    for form in formats():
        assert (outcome.folder / form.file).exists()
    for name in ("ledger.ndjson", "results.json", "junit.xml", "requests.har"):
        assert "REDACTED" in (outcome.folder / name).read_text(encoding="utf-8")
    assert any("REDACTED" in text for text in _shown(outcome.folder / "report.html"))
    assert found_in(outcome) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_leak_would_be_found(form: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    text = b'{"a": "' + FORMS[form](KEY) + b'"}\n'
    (tmp_path / "out" / "ledger.ndjson").write_bytes(text)
    assert found_in(Outcome(0, "", tmp_path / "out")) != []


_ASKED = ("payment_intent.create.accepts.*", "payment_intent.create.echo.*")


@contextlib.contextmanager
def knowing(key: str) -> Iterator[str]:
    """Serve the reference server, which knows a key as its own; yields the URL."""
    reference, basic = Reference(), base64.b64encode(f"{key}:".encode()).decode()
    real = {f"Bearer {key}": f"Bearer {SECRET}", f"Basic {basic}": "Basic c2tfdGVzdF9hc3NheTo="}

    def respond(call: Call) -> Answer:
        sent = {**call.headers}
        if "authorization" in sent:
            sent["authorization"] = real.get(sent["authorization"], sent["authorization"])
        return reference(replace(call, headers=sent))

    with listening(respond) as url:
        yield url


@pytest.mark.parametrize("key", ["x", "usd"])
def test_a_key_that_is_a_word_breaks_no_promise(key: str) -> None:
    """What was answered is judged, whatever of it is written."""
    with knowing(key) as url:
        outcome = run(
            url, "payment_intent.create.accepts.*", "payment_intent.create.echo.*", key=key
        )
    assert (outcome.ids("fail"), outcome.ids("warn"), outcome.ids("error")) == ([], [], [])
    assert len(outcome.ids("pass")) > 100


def test_a_long_key_that_is_a_word_breaks_no_promise_and_is_not_readable() -> None:
    with knowing("automatic") as url:
        outcome = run(url, "payment_intent.create.accepts.*", key="automatic")
    assert (outcome.ids("fail"), outcome.ids("warn"), outcome.ids("error")) == ([], [], [])
    bodies = [e.response.body + e.request.body.encode() for e in outcome.ledger.exchanges.values()
              if e.response]  # fmt: skip
    assert not any(leaks(body, "automatic") for body in bodies)
    assert sum(b"REDACTED" in body for body in bodies) > 20


def test_a_key_that_is_too_short_is_told_of(tmp_path: Path) -> None:
    with knowing("usd") as url:
        said = command("run", "--base-url", url, "--out", "out", "--only",
                       "mandate.retrieve.auth.no_key", folder=tmp_path, key="usd").said  # fmt: skip
    words = "note: the secret key has 3 characters: one under 8 cannot be told from other words"
    assert said.count(words) == 1


@pytest.mark.whole
def test_nothing_that_a_command_says_shows_the_key(tmp_path: Path) -> None:
    """Also where it ends before a verdict: the address that a redirect names."""

    def away(call: Call) -> Answer:
        return Answer(302, b"", {"Location": f"{call.path}?k={FORMS['percent'](KEY).decode()}"})

    with listening(away) as url:
        outcome = command("run", "--base-url", url, "--out", "out", "--only",
                          "mandate.retrieve.auth.*", folder=tmp_path, key=KEY)  # fmt: skip
    assert "with a redirect to" in outcome.said
    assert "REDACTED" in outcome.said
    assert leaks(outcome.said.encode(), KEY) == []


def test_a_refusal_of_the_key_does_not_repeat_it(tmp_path: Path) -> None:
    def denying(call: Call) -> Answer:
        return replace(telling(call), status=401)

    with listening(denying) as url:
        outcome = command("run", "--base-url", url, *GIVEN, folder=tmp_path, key=KEY)
    assert outcome.code == 2
    assert "refuses the API key" in outcome.said
    assert leaks(outcome.said.encode(), KEY) == []


@pytest.mark.whole
def test_no_redirect_is_followed(tmp_path: Path) -> None:
    statuses = itertools.cycle((301, 302, 303, 307, 308))
    asked: list[Call] = []
    reached: list[Call] = []

    def other(call: Call) -> Answer:
        reached.append(call)
        return Answer()

    with listening(other) as elsewhere:

        def away(call: Call) -> Answer:
            asked.append(call)
            return Answer(next(statuses), b"", {"Location": f"{elsewhere}{call.path}?key={KEY}"})

        with listening(away) as url:
            outcome = run_as_users_do(
                url, *GIVEN[:-1], "payment_intent.*", "--no-reference", folder=tmp_path, key=KEY
            )
    assert min(sum(c.method == method for c in asked) for method in ("GET", "POST")) >= 5
    assert reached == []
    assert found_in(outcome) == []


@pytest.mark.parametrize("flag", ["--out", "--allure"])
def test_no_folder_is_named_by_a_key(flag: str, tmp_path: Path) -> None:
    given = (flag, f"runs-{KEY}", "--base-url", "http://127.0.0.1:9", "--api-key", KEY)
    done = command("run", *given, folder=tmp_path)
    assert (done.code, KEY in done.said) == (2, False), done.said
    assert "a folder to write to has a key in its name" in done.said
    assert not [path for path in tmp_path.rglob("*") if KEY in path.name]
