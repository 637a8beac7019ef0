"""What a recording is once it is read, and the parts that its formats share."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from harness.exchange import REDACTED, Exchange, Request, Response
from recordings.read.body import UnreadError, body_bytes, decompressed, form_bytes, is_text
from recordings.read.masking import masked

# A key as the service makes it: what people write in its place is shorter.
_KEY = re.compile(r"\b[sr]k_(test|live)_(?=[A-Za-z]*[0-9])(?=[a-z0-9]*[A-Z])[A-Za-z0-9]{16,}")


@dataclass(frozen=True, slots=True)
class Recorded:
    """An exchange of a recording. `index` counts from 0; `unread` says why it cannot be judged.

    `mode` is "test" or "live" when the key, or the answer, says which one it is; `keyed` says that
    the kind of key is seen. `text` says that the answer was recorded as text, not as decoded data.
    """

    file: str
    index: int
    host: str
    exchange: Exchange
    unread: str = ""
    mode: str = ""
    keyed: bool = False
    text: bool = False


@dataclass(frozen=True, slots=True)
class Recording:
    """A file: its exchanges in order, or why it was not read.

    `sequence` says that they were made one after another: a set of stubs was not.
    """

    file: str
    exchanges: Sequence[Recorded] = ()
    skipped: str = ""
    sequence: bool = True


@dataclass(frozen=True)
class Decoded(Response):
    """A response whose body was decoded once."""

    decoded: Any = None

    def json(self) -> Any:
        """Return the decoded body, or None when it is not JSON."""
        return self.decoded


@dataclass(frozen=True, slots=True)
class Raw:
    """One message pair as a format holds it, before anything was decoded."""

    method: Any
    url: Any
    sent: dict[str, str] = field(default_factory=dict)  # headers of the request
    body: Any = None
    status: int = 0
    received: dict[str, str] = field(default_factory=dict)  # headers of the response
    answer: Any = None
    at: Any = None
    anew: bool = False  # whether its recorder's language may have written the answer anew


NOTHING = Raw("", "")  # what an entry holds that is no message pair


def recorded(file: str, index: int, raw: Raw) -> Recorded:
    """Return a message pair as an exchange that holds no key."""
    url = urlsplit(_text(raw.url))
    unread, body, answer = "", b"", b""
    try:
        body = form_bytes(body_bytes(raw.body) or b"", raw.sent.get("content-type", ""))
        answer = body_bytes(raw.answer) or b""
        answer = decompressed(answer, raw.received.get("content-encoding", ""))
    except UnreadError as trouble:
        unread = str(trouble)
    decoded = _json(answer)
    if not raw.status:
        unread = unread or "no response"
    elif not answer.strip():
        unread = unread or "no body of the response was recorded"
    request = Request(
        _text(raw.method).lstrip(":").upper(), url.path or "/", url.query,
        body.decode("utf-8", "replace"), _without_keys(raw.sent), key_of(raw, url.query, body),
    )  # fmt: skip
    response = Decoded(raw.status, raw.received, answer, decoded=decoded) if raw.status else None
    exchange = Exchange(
        f"{file}#{index}", "", request, response, moment(raw.at, raw.received), 0.0,
        "" if raw.status else "no response was recorded",
    )  # fmt: skip
    as_it_was = is_text(raw.answer) and (not raw.anew or b"{}" in answer)
    keyed = request.key != "secret" or _secret_key(raw.sent)
    return Recorded(
        file, index, _host(url.netloc), exchange, unread, mode_of(raw), keyed, as_it_was
    )


def _secret_key(sent: Mapping[str, str]) -> bool:
    """Whether a secret key was sent, in the open or as the name of Basic credentials."""
    given = sent.get("authorization", "")
    basic = given.startswith(("Basic c2tf", "Basic cmtf"))  # "sk_" and "rk_" in base64
    return basic or re.search(r"\b[sr]k_", given) is not None


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _host(netloc: str) -> str:
    return netloc.rpartition("@")[2].partition(":")[0].lower()


def key_of(raw: Raw, query: str, body: bytes) -> str:
    """Return the kind of key: "publishable" when one is named, else "secret".

    A browser sends a client secret or a `key`, and is answered with fewer properties (PI-22).
    """
    given = raw.sent.get("authorization", "")
    form = body[:65_536].decode("utf-8", "replace")
    if "pk_test_" in given or "pk_live_" in given:
        return "publishable"
    named = any(
        f"{mark}=" in f"&{text}" for mark in ("&key", "&client_secret") for text in (query, form)
    )
    return "publishable" if named else "secret"


def mode_of(raw: Raw) -> str:
    """Return the mode of the key that was sent, "" when a filter or a person wrote it."""
    given = raw.sent.get("authorization", "")
    found = _KEY.search(given)
    if found and not masked(given):
        return found[1]
    tier = raw.received.get("x-stripe-routing-context-priority-tier", "")
    return "test" if tier.endswith("-testmode") else ""


def _without_keys(headers: Mapping[str, str]) -> dict[str, str]:
    hidden = ("authorization", "cookie", "proxy-authorization")
    return {name: REDACTED if name in hidden else value for name, value in headers.items()}


def headers(value: Any) -> dict[str, str]:
    """Return headers with names in lower case: of a mapping, or of pairs, or of name and value."""
    return dict(_headers(value))


def _headers(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        entries: Any = value.items()
    else:
        entries = value if isinstance(value, list) else []
        if entries and all(isinstance(entry, str | int) for entry in entries):
            entries = zip(entries[::2], entries[1::2], strict=False)  # nock's flat rawHeaders
    for entry in entries:
        if isinstance(entry, Mapping):
            name, found = entry.get("name"), entry.get("value")
        elif isinstance(entry, list | tuple) and len(entry) == 2:
            name, found = entry
        else:
            continue
        if isinstance(name, str):
            yield name.lower(), _header(found)


def _header(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_header(part) for part in value)
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None or isinstance(value, Mapping) else str(value)


def status(*candidates: Any) -> int:
    """Return the first status code among 200, "200 OK", "HTTP/1.1 200 OK", {"code": 200}, or 0."""
    for value in candidates:
        found = value.get("code") if isinstance(value, Mapping) else value
        words = found.split() if isinstance(found, str) else []
        words = words[1:] if words and words[0].startswith("HTTP/") else words
        first = words[0] if words else found
        if isinstance(first, str) and first.isdecimal() and len(first) == 3:
            first = int(first)
        if isinstance(first, int) and not isinstance(first, bool) and 100 <= first <= 599:
            return first
    return 0


def moment(value: Any, received: Mapping[str, str]) -> float:
    """Return the unix time of a recording as far as it tells, or 0.

    The server's clock comes first: tests like to stop or to move the recorder's.
    """
    for text in filter(None, (received.get("date"), value)):
        if isinstance(text, int | float) and not isinstance(text, bool) and math.isfinite(text):
            return float(text)
        for read in (parsedate_to_datetime, datetime.fromisoformat):
            try:
                found = read(str(text))
            except (ValueError, TypeError, IndexError, OverflowError):
                continue
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    return 0.0
