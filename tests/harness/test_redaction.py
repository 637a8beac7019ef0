"""No secret is readable in what is written, however it was answered; nothing else is missing."""

from __future__ import annotations

import base64
import json
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.exchange import REDACTED, Exchange, Request, Response
from harness.records import dump_exchange
from harness.redaction import Keys, Redactor, unkept
from harness.verdict import Finding, Verdict
from tests.reading import BODIES, FORMS, leaks

KEY = "sk_test_Zebra0123QuilK9x7TnmW"
PUBLIC = "pk_test_Mango4567VortJ2c8RsdX"
REDACTOR = Redactor((KEY, PUBLIC))
PLAIN = Exchange(
    "m-1", "a.create", Request("POST", "/v1/a", "", "b=1", {"x": "y"}),
    Response(400, {"content-type": "application/json"}, b'{"id": "a_1"}'), 1.0, 0.1,
)  # fmt: skip


def _answering(body: bytes) -> Exchange:
    return replace(PLAIN, response=Response(400, {}, body))


def _headed(headers: dict[str, str]) -> Exchange:
    return replace(PLAIN, response=Response(302, headers, b"{}"))


def _asking(**parts: object) -> Exchange:
    return replace(PLAIN, request=replace(PLAIN.request, **parts))  # type: ignore[arg-type]


def _text(form: bytes) -> str:
    return form.decode("latin-1")


PLACES = {
    "text": lambda form: _answering(b'{"id": "a_1", "text": "is ' + form + b' it?"}'),
    "id": lambda form: _answering(b'{"id": "a_' + form + b'"}'),
    "name": lambda form: _answering(b'{"' + form + b'": 1}'),
    "message": lambda form: _answering(b'{"error": {"message": "wrong: ' + form + b'"}}'),
    "alone": _answering,
    "beside letters": lambda form: _answering(b'{"text": "caf\xc3\xa9 ' + form + b'"}'),
    "header": lambda form: _headed({"x-key": _text(form)}),
    "header's name": lambda form: _headed({f"x-{_text(form)}".lower(): "1"}),
    "redirect": lambda form: _headed({"location": f"https://a.example/?key={_text(form)}&b=1"}),
    "error": lambda form: replace(PLAIN, response=None, error=f"connection: {_text(form)}"),
    "path": lambda form: _asking(path=f"/v1/a/{_text(form)}"),
    "query": lambda form: _asking(query=f"after=a_{_text(form)}&limit=1"),
    "form": lambda form: _asking(body=f"limit=1&a[b]={_text(form)}"),
    "made-up key": lambda form: _asking(made_up=f"{_text(form)}x"),
    "sent header": lambda form: _asking(headers={"x-sent": _text(form)}),
}


def _written(exchange: Exchange) -> bytes:
    """Return an exchange as a ledger has it, and its body as it is."""
    body = exchange.response.body if exchange.response else b""
    return json.dumps(dump_exchange(exchange)).encode() + b"\n" + body


@pytest.mark.parametrize("key", [KEY, PUBLIC], ids=["secret", "publishable"])
@pytest.mark.parametrize("form", FORMS)
def test_a_key_is_readable_at_no_place(form: str, key: str) -> None:
    form_of = FORMS[form](key)
    for place, put in PLACES.items():
        found = put(form_of)
        if not leaks(_written(found), key):  # in lower case nothing in base64 says anything
            assert (place, form[:4] in ("base", "Basi")) == ("header's name", True), place
            continue
        kept = REDACTOR.exchange(found)
        assert leaks(_written(kept), key) == [], place
        assert REDACTED in repr(kept), place
        assert REDACTOR.exchange(kept) == kept, place


@pytest.mark.parametrize("coding", BODIES)
def test_a_key_is_readable_in_no_coding_of_a_body(coding: str) -> None:
    body = BODIES[coding](KEY)
    assert leaks(body, KEY)
    kept = REDACTOR.exchange(_answering(body)).response
    assert kept is not None
    assert leaks(kept.body, KEY) == []
    assert kept.body != body


def test_letters_of_two_bytes_stay_letters_of_two_bytes() -> None:
    body = '{"id": "x_1", "text": "it is %s."}'
    for coding in ("utf-16-le", "utf-16-be", "utf-16", "utf-32"):
        kept = REDACTOR.data((body % KEY).encode(coding))
        assert kept.decode(coding) == body % REDACTED


def test_what_nobody_unpacks_here_is_not_kept() -> None:
    coded = Response(200, {"content-encoding": "br"}, b"\x1b\xff\x00\x80 packed")
    kept = REDACTOR.exchange(replace(PLAIN, response=coded)).response
    assert kept is not None
    assert kept.body == b"REDACTED: 11 bytes in a coding that nobody looks through"
    plain = Response(200, {"content-encoding": "br"}, b'{"id": "a_1"}')
    assert REDACTOR.exchange(replace(PLAIN, response=plain)).response == plain


def test_a_body_that_is_cut_shows_no_part_of_a_key() -> None:
    """Whatever is left of a key at an end: eight characters of it are masked, seven are none."""
    for form in ("plain", "escapes of JSON", "hexadecimal", "base64 shifted by 1", "percent"):
        body = b'{"a": "' + b"z" * 1_000 + FORMS[form](KEY)
        for end in range(1_000, len(body)):
            assert leaks(REDACTOR.data(body[:end]), KEY) == []


@pytest.mark.parametrize("text", [
    "sk_test_", "sk_test_Zebra01", "a sk_test_ key", "zebra01 quilk9x", "assaySecret0123456789",
    "sk_test_assay", "pk_test_other0123456789", "card_1234567890abcdef", "REDACTED",
    "%5Bmetadata%5D=%20", "\\u00e9\\n", "&amp; &#39;", "c2tfdGVzdF9hc3NheQ==", "é ü 名",
])  # fmt: skip
def test_what_is_no_secret_stays(text: str) -> None:
    exchange = _answering(json.dumps({"text": text}).encode() + text.encode())
    assert REDACTOR.text(text) == text
    assert REDACTOR.exchange(exchange) is exchange


@pytest.mark.parametrize(
    ("key", "text", "kept"),
    [
        ("sk_test_assay", "is sk_test_assay it? assay", "is REDACTED it? assay"),
        ("sk_test_assay", "SK_TEST_ASSAY", "REDACTED"),
        ("plainpassword", "my plainpassword", "my REDACTED"),
        ("plainpassword", "is plainpas all?", "is REDACTED all?"),
        ("plainpassword", "is plainpa all?", "is plainpa all?"),
        ('with"quote&and', 'is with"quote&and it?', "is REDACTED it?"),
        ('with"quote&and', 'is "quote&a it?', "is REDACTED it?"),
        ("sk_live_Own0123456", "own01234", "REDACTED"),
        ("usd", "usd", "usd"),
        ("1234567", "1234567", "1234567"),
        ("12345678", "12345678", "REDACTED"),
    ],
)
def test_texts(key: str, text: str, kept: str) -> None:
    assert Redactor((key,)).text(text) == kept


def test_several_secrets_are_all_kept_out() -> None:
    redactor = Redactor(["hunter2hunter2", "Bearer-Of-Token", "proxy:Passw0rd"])
    text = "hunter2hunter2, bearer-of-token and cHJveHk6UGFzc3cwcmQ= or UGFzc3cwcmQ"
    assert redactor.text(text) == "REDACTED, REDACTED and REDACTED= or REDACTED"


def test_headers_of_which_two_become_one_are_both_kept() -> None:
    kept = REDACTOR.headers({f"x-{KEY}": "1", f"X-{KEY.upper()}": "2", "Authorization": "abc"})
    assert kept == {"x-REDACTED": "1, 2", "authorization": REDACTED}


def test_a_verdict_is_redacted_wherever_it_quotes() -> None:
    told = Verdict(
        "a.b", "G-1", "GET /", "must", "fail", f"m {KEY}", ("m-1",), f"e {KEY}",
        FORMS["hexadecimal"](KEY).decode(),
        findings=(Finding(KEY, KEY, KEY),),
    )  # fmt: skip
    kept = REDACTOR.verdict(told)
    assert leaks(repr(kept).encode(), KEY) == []
    assert (kept.message, kept.findings[0].place) == (f"m {REDACTED}", REDACTED)


def test_a_key_that_is_too_short_is_told_of() -> None:
    assert unkept(Keys("sk_test_1", "pk_test_1")) == []
    words = "one under 8 cannot be told from other words, and is not kept out of what is written"
    assert unkept(Keys("usd")) == [f"the secret key has 3 characters: {words}"]
    assert [line[:12] for line in unkept(Keys("x", "y"))] == ["the secret k", "the publisha"]


TEXTS = st.lists(st.sampled_from([KEY, KEY[12:20], *(
    form(KEY).decode("latin-1") for form in FORMS.values()
), "\\", "%", "&", "=", "\n", "a", '"', "Z", "é", "\0", "0", "+/"]), max_size=6)  # fmt: skip


@given(TEXTS)
def test_whatever_stands_beside_it(parts: list[str]) -> None:
    kept = REDACTOR.text("".join(parts))
    assert leaks(kept.encode("utf-8"), KEY) == []


@pytest.mark.parametrize("text", [
    "\\" * 100_000, "%" * 100_000, "&#" * 50_000, "=\n" * 50_000, "a" * 100_000, "0" * 100_000,
    "zebr" * 25_000, "\\u005c" * 15_000, "%25" * 30_000, "ab " * 30_000, "\0" * 100_000,
    "&amp;" * 20_000, "\x1f\x8b\x08" * 30_000, "\\u005cu005c" * 10_000,
])  # fmt: skip
def test_it_takes_time_in_proportion_to_the_text(text: str) -> None:
    """A hundred thousand characters that look like something take moments, not hours."""
    started = time.process_time()
    kept = REDACTOR.data(f"{text}{KEY}{text}".encode("latin-1"))
    assert KEY.encode() not in kept
    assert time.process_time() - started < 5


def test_a_key_that_is_named_at_every_turn_is_left_out_quickly() -> None:
    text = json.dumps([f"a{number} {KEY} b" for number in range(20_000)])
    started = time.process_time()
    kept = Redactor((KEY,)).text(text)
    assert time.process_time() - started < 2  # one piece after the other it takes twice as long
    assert kept == json.dumps([f"a{number} REDACTED b" for number in range(20_000)])


@pytest.mark.parametrize(
    "form", ["plain", "base64 shifted by 1", "hexadecimal", "numbers", "percent"]
)
def test_many_pieces_are_written_as_each_of_them_is(form: str) -> None:
    said = FORMS[form](KEY).decode()
    pieces = [f"{'abcdefgh'[: number % 8]} {said}{number}" for number in range(50)]
    kept = Redactor((KEY,)).text('"'.join(["ordinary words", *pieces, KEY[9:13], KEY[13:19]]))
    alone = [Redactor((KEY,)).text(piece) for piece in pieces]
    assert kept == '"'.join(["ordinary words", *alone, REDACTED])


@pytest.mark.parametrize("shift", range(6))
def test_a_key_in_base32_is_left_out_wherever_it_begins(shift: int) -> None:
    said = base64.b32encode(b"abcde"[:shift] + KEY.encode() + b"x").decode().rstrip("=")
    kept = REDACTOR.text(f'{{"id": "{said}"}}')
    assert REDACTED in kept
    assert not any(said[at : at + 13] in kept for at in range(20, len(said) - 15))
    digest = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43UOV3HO6DZPI"
    assert REDACTOR.text(digest) == digest
