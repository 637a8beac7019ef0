"""Whatever a recording holds, no law raises: parts of honest traffic are exchanged for odd ones."""

from __future__ import annotations

import json
import random
import time
from typing import Any
from urllib.parse import parse_qsl, quote

import pytest

from contracts import load
from recordings.examine import examine
from recordings.read.files import read
from tests.hostile.chaos import ODD, Call, Reference
from tests.running import command

TEXTS = (
    "", "²", "٣", "9" * 5_000, "-" + "9" * 5_000, "1e999", "nan", "-0", "+5", " 5", "\x00", "[",
    "a[b]", "<%= x %>", "https://[", "%", "%zz", "&", "=", "\\", "{}", "null", "\u202e", "a" * 999,
)  # fmt: skip
NAMES = ("created[gt]", "limit", "starting_after", "expand[]", "amount", "metadata[a]", "query")
DATES = ("", "x", "Fri, 31 Dec 9999 23:59:59 GMT", "9" * 400, "Mon, 01 Jan 2020 00:00:00 +9999")
ASKED = (
    ("POST", "/v1/payment_intents", "amount=2000&currency=usd&metadata[a]=b"),
    ("GET", "/v1/payment_intents", "limit=3&created[gte]=1"),
    ("GET", "/v1/payment_intents/search", "query=amount:1"),
    ("POST", "/v1/payment_intents", "amount=0&currency=usd"),
)


class _Draw(random.Random):
    def value(self, found: Any) -> Any:
        """Return a value with one part of it, anywhere, exchanged."""
        if isinstance(found, dict) and found and self.random() < 0.85:
            name = self.choice(list(found))
            return {**found, name: self.value(found[name])}
        if isinstance(found, list) and found and self.random() < 0.7:
            place = self.randrange(len(found))
            return [*found[:place], self.value(found[place]), *found[place + 1 :]]
        return self.choice((*ODD, *TEXTS))

    def form(self, text: str) -> str:
        """Return a form with a name or a value of it exchanged."""
        pairs = parse_qsl(text)
        place = self.randrange(len(pairs))
        name, value = pairs[place]
        odd, texts = self.choice((*NAMES, f"{name}[{self.choice(TEXTS)}]")), TEXTS
        pairs[place] = (name, self.choice(texts)) if self.random() < 0.7 else (odd, value)
        if self.random() < 0.2:
            pairs.append((odd, self.choice(texts)))
        return "&".join(f"{quote(name, safe='[]')}={quote(value)}" for name, value in pairs)


def _exchange(draw: _Draw, server: Reference) -> dict[str, Any]:
    method, path, form = draw.choice(ASKED)
    key = {"authorization": "Bearer sk_test_assay"}
    query, body = ("", form) if method == "POST" else (form, "")
    answer = server(Call(method, path, query, body, key))
    said = answer.body.decode()
    if draw.random() < 0.5:
        query, body = (query and draw.form(query), body and draw.form(body))
    else:
        said = json.dumps(draw.value(json.loads(said))).replace("Infinity", "1e999")
    sent = {"Content-Type": ["application/x-www-form-urlencoded"],
            "Idempotency-Key": [draw.choice(TEXTS)]}  # fmt: skip
    told = {"Content-Type": ["application/json"], "Date": [draw.choice(DATES)]}
    return {
        "request": {"method": method, "uri": f"https://api.stripe.com{path}?{query}",
                    "headers": sent, "body": {"string": body}},
        "response": {"status": {"code": answer.status}, "headers": told, "body": {"string": said}},
        "recorded_at": draw.choice(DATES),
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_no_law_of_recordings_raises(seed: int, tmp_path: Any) -> None:
    draw, server = _Draw(seed), Reference()
    file = tmp_path / "one.json"
    checked = 0
    for _ in range(6):
        found = [_exchange(draw, server) for _ in range(12)]
        file.write_text(json.dumps({"http_interactions": found}))
        checked += sum(examine(recording, load()).checked for recording in read([file]))
    assert checked > 30


@pytest.mark.parametrize("pair", [
    "limit=" + "9" * 5_000, "created[gt]=" + "9" * 5_000, "amount=" + "9" * 5_000,
    "amount=-" + "9" * 5_000,
])  # fmt: skip
def test_endless_digits_are_no_trouble(pair: str, tmp_path: Any) -> None:
    method = "POST" if pair.startswith("amount") else "GET"
    url = "https://api.stripe.com/v1/payment_intents"
    body = pair + "&currency=usd" if method == "POST" else ""
    refused = {"error": {"type": "invalid_request_error", "code": "parameter_invalid_integer",
                         "param": pair.partition("=")[0]}}  # fmt: skip
    listed = {"object": "list", "url": "/v1/payment_intents", "has_more": True,
              "data": [{"id": "pi_1", "object": "payment_intent", "created": 1}]}  # fmt: skip
    answers = ((400, refused), (200, {"id": "pi_1"} if method == "POST" else listed))
    found = [
        {"request": {"method": method, "uri": url if body else f"{url}?{pair}",
                     "headers": {}, "body": {"string": body}},
         "response": {"status": {"code": code}, "headers": {"Content-Type": ["application/json"]},
                      "body": {"string": json.dumps(said)}}}
        for code, said in answers
    ]  # fmt: skip
    (tmp_path / "one.json").write_text(json.dumps({"http_interactions": found}))
    outcome = command("check-recording", "one.json", folder=tmp_path)
    assert "2 exchanges, 2 checked" in outcome.said
    assert "Traceback" not in outcome.said


def test_a_number_that_python_does_not_read_is_told_in_words(tmp_path: Any) -> None:
    (tmp_path / "one.yml").write_text("http_interactions: " + "9" * 5_000)
    said = command("check-recording", "one.yml", folder=tmp_path).said
    assert "one.yml: cannot be read: a number of more digits than any number has" in said


def test_findings_of_one_exchange_are_counted_beyond_a_hundred(tmp_path: Any) -> None:
    body = "&".join(f"assay{number}=1" for number in range(20_000))
    found = {
        "request": {"method": "POST", "body": {"string": body}, "headers": {
            "Stripe-Version": [load().api.version],
            "Content-Type": ["application/x-www-form-urlencoded"]},
                    "uri": "https://api.stripe.com/v1/issuing/personalization_designs"},
        "response": {"status": {"code": 200}, "headers": {"Request-Id": ["req_1"]},
                     "body": {"string": '{"error": {"message": "no", "type": "api_error"}}'}},
    }  # fmt: skip
    file = tmp_path / "one.json"
    file.write_text(json.dumps({"http_interactions": [found]}))
    started = time.process_time()
    (recording,) = read([file])
    said = [one for one in examine(recording, load()).observations if "unknown" in one.check]
    assert time.process_time() - started < 5
    assert len(said) == 101
    assert said[-1].observed == "19900 more of the same kind"
