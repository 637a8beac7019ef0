"""A key whose letters stand apart, backwards or in other alphabets is not readable either."""

from __future__ import annotations

import base64
import json
import random
import time
import unicodedata
import zlib
from collections.abc import Callable

import pytest

from harness.redaction import Redactor

KEY = "sk_test_Zebra0123QuilK9x7TnmW"
REDACTOR = Redactor((KEY, "pk_test_Mango4567VortJ2c8RsdX"))
BOLD = {"DIGIT": "MATHEMATICAL BOLD DIGIT", "LATIN": "MATHEMATICAL BOLD"}


def _bold(letter: str) -> str:
    name = unicodedata.name(letter).replace("LETTER ", "").split(" ", 1)
    return unicodedata.lookup(f"{BOLD[name[0]]} {name[1]}") if name[0] in BOLD else letter


def _circled(letter: str) -> str:
    return unicodedata.lookup(f"CIRCLED {unicodedata.name(letter)}") if letter.isalpha() else letter


def _list(size: int, **how: object) -> str:
    parts = [KEY[at : at + size] for at in range(0, len(KEY), size)]
    return json.dumps(parts, **how)[2:-2]  # type: ignore[arg-type]


def _wide(letter: str) -> str:
    return chr(ord(letter) + 0xFEE0)


def _each(write: Callable[[str], str]) -> str:
    return "".join(map(write, KEY))


DATA = KEY.encode()
ODDLY = {
    "spaces": (" ".join(KEY), "s k _ t e s t _ REDACTED"),
    "dashes": ("-".join(KEY), "s-k-_-t-e-s-t-_-REDACTED"),
    "points": (".".join(KEY), "s.k._.t.e.s.t._.REDACTED"),
    "escapes that nobody sees": ("\\u200b".join(KEY), "REDACTED"),
    "letters that nobody sees": ("\u200b".join(KEY), "REDACTED"),
    "soft hyphens of HTML": (
        "&shy;".join(KEY),
        "s&shy;k&shy;_&shy;t&shy;e&shy;s&shy;t&shy;_&shy;REDACTED",
    ),
    "tags": (
        "<b></b>".join(KEY),
        "s<b></b>k<b></b>_<b></b>t<b></b>e<b></b>s<b></b>t<b></b>_<b></b>REDACTED",
    ),
    "tabs": ("\\t".join(KEY), "s\\tk\\t_\\tt\\te\\ts\\tt\\t_\\tREDACTED"),
    "a list of letters": (_list(1), 's", "k", "_", "t", "e", "s", "t", "_", "REDACTED'),
    "a tight list of letters": (
        _list(1, separators=(",", ":")),
        's","k","_","t","e","s","t","_","REDACTED',
    ),
    "a list of pairs in lines": (
        _list(2, indent=1).strip(' "\n'),
        'sk",\n "_t",\n "es",\n "t_",\n "REDACTED',
    ),
    "a list of sevens": (_list(7), 'sk_test", "_REDACTED'),
    "backwards": (KEY[::-1], "REDACTED_tset_ks"),
    "backwards in base64": (base64.b64encode(KEY[::-1].encode()).decode(), "REDACTEDX3RzZXRfa3M="),
    "backwards, in part": (f"x{KEY[10:18][::-1]}y", "xREDACTEDy"),
    "wide": (_each(_wide), "REDACTED"),
    "wide, escaped": (json.dumps(_each(_wide))[1:-1], "REDACTED"),
    "bold": (_each(_bold), "REDACTED"),
    "bold, escaped": (json.dumps(_each(_bold))[1:-1], "REDACTED"),
    "circled": (_each(_circled), "REDACTED"),
    "accents": ("\u0301".join(KEY), "REDACTED"),
    "base32 in small letters": (base64.b32encode(DATA).decode().lower(), "REDACTED="),
    "base85": (base64.b85encode(DATA).decode(), "REDACTED"),
    "base85 behind a letter": (base64.b85encode(b"x" + DATA).decode(), "REDACTED"),
    "Ascii85": (base64.a85encode(DATA).decode(), "REDACTED"),
    "Z85": ("B8bc8wPI%2t4Ie-vk6z>gF@pey!D^kh=KWir@-j2", "REDACTED"),
    "hexadecimal in fours": (DATA.hex(" ", 2), "73 REDACTED"),
    "hexadecimal in eights": (DATA.hex("-", 4), "73-REDACTED"),
    "numbers with points": (".".join(map(str, DATA)), "REDACTED"),
    "numbers with semicolons": (";".join(map(str, DATA)), "REDACTED"),
}


@pytest.mark.parametrize("how", ODDLY)
def test_a_key_is_left_out(how: str) -> None:
    said, kept = ODDLY[how]
    for form in ("%s", '{"id": "a_1", "text": "%s"}'):
        assert REDACTOR.text(form % said) == form % kept
        assert REDACTOR.data((form % said).encode()) == (form % kept).encode()
    assert REDACTOR.text(kept) == kept


@pytest.mark.parametrize("between", ["-", "\n", ", ", '", "', "<i>", "%20"])
def test_eight_letters_apart_are_enough(between: str) -> None:
    """Wherever in the key they begin, also in base64 and backwards; seven are not."""
    own = KEY[len("sk_test_") :]
    for first in range(len(own) - 7):
        said = between.join(own[first : first + 8])
        packed = base64.b64encode(f"{said}: {said}".encode()).decode()
        assert REDACTOR.text(f"o {said}: o") == "o REDACTED: o"
        assert "REDACTED" in REDACTOR.text(packed)
        assert REDACTOR.text(" ".join(own[first : first + 8][::-1])) == "REDACTED"
        seven = between.join(own[first : first + 7])
        assert REDACTOR.text(f": {seven}:") == f": {seven}:"


def test_lines_that_go_on_are_read_as_one() -> None:
    """Base64 in lines, with ends of each kind; lines of JSON are none of these."""
    packed = base64.b64encode(f"the key is {KEY}".encode()).decode()
    for end in ("\n", "\r\n  ", "\\n", "\\r\\n"):
        said = end.join(packed[at : at + 9] for at in range(0, len(packed), 9))
        assert "REDACTED" in REDACTOR.text(f'{{\n  "text": "{said}"\n}}')


def test_what_is_long_and_says_nothing_stays() -> None:
    """By chance such bytes hold rows of letters: only these are read on; a key is seen there."""
    noise = random.Random(1).randbytes(60_000)
    for said in (base64.b64encode(noise).decode(), noise.hex()):
        assert REDACTOR.text(f'{{"file": "{said}"}}') == f'{{"file": "{said}"}}'
    hidden = base64.b64encode(noise + DATA + noise).decode()
    assert "REDACTED" in REDACTOR.text(hidden)
    assert len(REDACTOR.text(hidden)) > 159_000
    assert "REDACTED" in REDACTOR.text(base64.b64encode(zlib.compress(DATA)).decode())
    twice = base64.b64encode(noise[:300] + base64.b64encode(DATA) + noise[:300]).decode()
    assert "REDACTED" in REDACTOR.text(twice)


def test_a_list_stays_a_list() -> None:
    body = json.dumps({"parts": list(KEY), "sevens": [[KEY[8:15]], [KEY[15:22]]], "n": [1, 2]})
    kept = json.loads(REDACTOR.data(body.encode()))
    assert kept == {"parts": [*"sk_test_", "REDACTED"], "sevens": [["REDACTED"]], "n": [1, 2]}


@pytest.mark.parametrize("text", [
    "z e b r a 0 1 9", '["Zebra0", "Quil"]', "Z-e-b-r-a-0-1 5", "W m n T 7",
    "\U0001d419\U0001d41e\U0001d41b\U0001d42b",
    "6b5f 7465 7374 5f5a", "127.0.0.1:8080", "2026-11-28 10:46:34.120.55", "sk-test",
    "b8BC8 W", "[1, 2, 3, 4, 5, 6, 7, 8]", "é ü 名 \\u540d",
])  # fmt: skip
def test_what_is_no_key_stays(text: str) -> None:
    assert REDACTOR.text(text) == text
    assert REDACTOR.data(text.encode()) == text.encode()


def test_a_short_key_counts_as_a_whole_alone() -> None:
    short = Redactor(("sk_test_assay",))
    assert short.text("sk test, yassa, s-k test assa") == "sk test, yassa, s-k test assa"
    assert short.text("is s k _ t e s t _ a s s a y it, yassa_tset_ks?") == (
        "is REDACTED it, REDACTED?"
    )


@pytest.mark.parametrize("piece", [
    "\\u", "\\ud835\\udc2c", "é", "\U0001d41a", "<", "& ", "0000 ", "1.", "a,", "z e b r ",
    "arbez ", "b8BC8", "Â", "%20", "\\t", '","',
])  # fmt: skip
def test_it_takes_time_in_proportion_to_the_text(piece: str) -> None:
    text = piece * (10_000 // len(piece))
    started = time.process_time()
    kept = REDACTOR.data(f"{text}{KEY}{text}".encode())
    assert KEY.encode() not in kept
    assert time.process_time() - started < 3


def test_a_text_full_of_escapes_is_looked_through() -> None:
    """Several ways to read that say the same in any order are not looked at in each order."""
    text = " \u00e9&amp;lt;=3d%2541\n \\x41\0" * 300
    assert REDACTOR.text(text) == text
    assert REDACTOR.data(text.encode()) == text.encode()


def test_each_of_many_places_is_left_out() -> None:
    said = base64.b64encode(DATA).decode()
    assert REDACTOR.text(f"{said} and, " * 9) == "REDACTED= and, " * 9
