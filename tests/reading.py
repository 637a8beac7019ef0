"""Keys as a server can write them, and a reader who knows all these ways: an oracle for tests.

It shares nothing with what it judges. A key is readable where eight characters in a row of what
follows its prefix can be read, in any case.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import html
import json
import quopri
import re
import zlib
from collections.abc import Callable, Iterator
from urllib.parse import quote, unquote_to_bytes

ROW = 8
Form = Callable[[str], bytes]


def _each(template: str) -> Form:
    """Return how a key is written with one escape a character."""
    return lambda key: "".join(template.format(ord(letter)) for letter in key).encode()


def _based(text: str) -> bytes:
    return base64.b64encode(text.encode())


def _shifted(shift: int, encode: Callable[[bytes], bytes]) -> Form:
    return lambda key: encode(b"\xfb\xef"[:shift] + key.encode()).rstrip(b"=")


def _percent(text: str) -> str:
    return "".join(f"%{ord(letter):02x}" for letter in text)


FORMS: dict[str, Form] = {
    "plain": str.encode,
    "upper case": lambda key: key.upper().encode(),
    "lower case": lambda key: key.lower().encode(),
    "mixed case": lambda key: key.swapcase().encode(),
    "eight in a row": lambda key: f"..{key[10:18]}..".encode(),
    "escapes of JSON": _each("\\u{:04x}"),
    "escapes of JSON in capitals": _each("\\u{:04X}"),
    "escapes of JSON in JSON": _each("\\\\u{:04x}"),
    "one escape": lambda key: key[:9].encode() + _each("\\u{:04x}")(key[9]) + key[10:].encode(),
    "every fourth an escape": lambda key: "".join(
        f"\\u{ord(c):04x}" if at % 4 == 0 else c for at, c in enumerate(key)).encode(),
    "percent": lambda key: _percent(key).encode(),
    "percent in capitals": lambda key: _percent(key).upper().encode(),
    "percent twice": lambda key: quote(_percent(key)).encode(),
    "percent three times": lambda key: quote(quote(_percent(key))).encode(),
    "entities": _each("&#{};"),
    "entities in hexadecimal": _each("&#x{:X};"),
    "entities of entities": _each("&amp;#{};"),
    "entities of nine digits": _each("&#{:09d};"),
    "hexadecimal with its sign": lambda key: ", ".join(map(hex, key.encode())).encode(),
    "numbers": lambda key: json.dumps(list(key.encode())).encode(),
    "hexadecimal in braces": _each("\\x{{{:x}}}"),
    "quoted-printable": _each("={:02X}"),
    "hexadecimal": lambda key: key.encode().hex().encode(),
    "hexadecimal in capitals": lambda key: key.encode().hex().upper().encode(),
    "hexadecimal behind a digit": lambda key: b"a" + key.encode().hex().encode(),
    "Basic": lambda key: b"Basic " + base64.b64encode(f"{key}:".encode()),
    **{f"base64 shifted by {n}": _shifted(n, base64.b64encode) for n in range(3)},
    **{f"base64url shifted by {n}": _shifted(n, base64.urlsafe_b64encode) for n in range(3)},
    "base64 of eight in a row": lambda key: _based(f"z{key[10:18]}").rstrip(b"="),
    "base64 in percent": lambda key: quote(_based(f">>?{key}"), safe="").encode(),
    "base64 as PHP escapes it": lambda key: _based(f"??>{key}???").replace(b"/", b"\\/"),
    "base64 of UTF-16": lambda key: base64.b64encode(key.encode("utf-16-le")),
    "base64 of gzip": lambda key: base64.b64encode(gzip.compress(key.encode())),
    "percent in hexadecimal": lambda key: _percent(key).encode().hex().encode(),
}  # fmt: skip
BODIES: dict[str, Form] = {  # ways to write a whole body: what it says is JSON
    "UTF-16, little end first": lambda key: _told(key).encode("utf-16-le"),
    "UTF-16, big end first": lambda key: _told(key).encode("utf-16-be"),
    "UTF-16 with its mark": lambda key: _told(key).encode("utf-16"),
    "UTF-32": lambda key: _told(key).encode("utf-32"),
    "UTF-32, big end first": lambda key: _told(key).encode("utf-32-be"),
    "UTF-16 of escapes": lambda key: _each("\\u{:04x}")(key).decode().encode("utf-16-le"),
    "gzip": lambda key: gzip.compress(_told(key).encode()),
    "gzip, twice": lambda key: gzip.compress(gzip.compress(_told(key).encode())),
    "gzip of base64": lambda key: gzip.compress(base64.b64encode(key.encode())),
    "gzip behind something": lambda key: b"\xff\x00 " + gzip.compress(_told(key).encode()),
    "gzip, cut": lambda key: gzip.compress(f"{_told(key)}{'.' * 999}".encode(), 1)[:-12],
    "zlib": lambda key: zlib.compress(_told(key).encode()),
    "deflate": lambda key: zlib.compress(_told(key).encode(), wbits=-15),
    "members": lambda key: json.dumps(dict(enumerate(key.encode()))).encode(),
    "bytes that are no text": lambda key: b"\xff\xfe\xfd " + key.encode() + b" \x80",
    "lines of base64": lambda key: base64.encodebytes(b"x" * 40 + key.encode()),
}


def _told(key: str) -> str:
    return json.dumps({"id": "x_1", "text": f"it is {key}."})


def leaks(data: bytes, *keys: str) -> list[str]:
    """Return the rows of keys that can be read in bytes, in lower case."""
    rows = {row: row.encode() for key in keys for row in _rows(key)}
    found: set[str] = set()
    for text in _readings(data, 3):
        lower = text.lower()
        found |= {row for row, text in rows.items() if text in lower}
    return sorted(found)


def _rows(key: str) -> Iterator[str]:
    own = key.lower().removeprefix("sk_test_").removeprefix("pk_test_")
    yield from (own[at : at + ROW] for at in range(len(own) - ROW + 1))


def _readings(data: bytes, depth: int) -> Iterator[bytes]:
    yield data
    if not depth:
        return
    others = {
        data.replace(b"\0", b""),
        re.sub(rb"\\+u00([0-9a-fA-F]{2})", _byte, data),
        re.sub(rb"\\+x\{?([0-9a-fA-F]{2})\}?", _byte, data),
        re.sub(rb'(?:, )?\\*"[0-9]+\\*": ([0-9]{2,3})', _numbered, data),
        re.sub(rb"\\+/", b"/", data),
        unquote_to_bytes(data),
        html.unescape(data.decode("latin-1")).encode("latin-1", "replace"),
        quopri.decodestring(data),
        re.sub(rb"0x([0-9a-f]{2})(?:, )?", _byte, data),
        re.sub(rb"\b([0-9]{2,3})(?:, )?\b", _numbered, data),
    } - {data}
    for other in others:
        yield from _readings(other, depth - 1)
    for match in re.finditer(rb"\x1f\x8b\x08", data):
        yield from _readings(_unpacked(data[match.start() :], 31), depth - 1)
    for bits in (15, -15) if len(data) < 5_000 else ():
        yield from _readings(_unpacked(data, bits), depth - 1)
    yield from _runs(data, depth)


def _byte(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)])


def _numbered(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1])]) if int(match[1]) < 256 else match[0]


def _unpacked(data: bytes, bits: int) -> bytes:
    """Return what is packed, byte by byte: what comes before a broken end counts."""
    packer, found = zlib.decompressobj(bits), b""
    for at in range(len(data)):
        try:
            found += packer.decompress(data[at : at + 1])
        except zlib.error:
            break
    return found


def _runs(data: bytes, depth: int) -> Iterator[bytes]:
    for run in set(re.findall(rb"[0-9a-fA-F]{16,}", data)):
        for digits in (run, run[1:]):
            yield from _readings(binascii.unhexlify(digits[: len(digits) // 2 * 2]), depth - 1)
    joined = re.sub(rb"(?:\r|\n|\\r|\\n)", b"", data)
    for run in set(re.findall(rb"[A-Za-z0-9+/_-]{11,}", data + b" " + joined)):
        for start in range(4):
            part = run[start:].replace(b"-", b"+").replace(b"_", b"/")
            part = part[: len(part) - (len(part) % 4 == 1)]
            text = base64.b64decode(part + b"=" * (-len(part) % 4))
            if re.search(rb"^[\0-\x7f]*$|\x1f\x8b\x08|[ -~]{8}|(?:[!-~]\0+){4}", text):
                yield from _readings(text, depth - 1)
            else:
                yield text
