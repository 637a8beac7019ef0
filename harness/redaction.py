"""Keeps secrets out of everything that is written, and says which keys are live.

What a target answers is judged as it came; what leaves the process that asked passes here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from harness.concealing import Concealer
from harness.exchange import REDACTED, Exchange, Request, Response
from harness.passage import DIRECT, Passage
from harness.ration import trimmed
from harness.secret import SHORTEST
from harness.verdict import Verdict, legible, rewritten

_LIVE = re.compile(r"[a-z]+_live_", re.IGNORECASE)  # of keys whose beginnings nobody has named
_KNOWN = 50_000  # pieces of texts that are known to hold no secret
_LONG = 400  # letters of a piece that is not worth to be known
_MANY = 20  # new pieces that are looked at in one go
_READ = ("", "identity", "gzip", "x-gzip", "deflate")  # codings that can be looked through
_HIDDEN = ("authorization", "proxy-authorization")


class LiveKeyError(Exception):
    """A key of a live account was given without permission to use it."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a target, and what else opens the way to it. They never show in a repr."""

    secret: str = field(repr=False)
    publishable: str | None = field(default=None, repr=False)
    passage: Passage = DIRECT

    @property
    def own(self) -> tuple[str, ...]:
        """The keys themselves."""
        return tuple(key for key in (self.secret, self.publishable) if key)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must not be readable in anything that is written."""
        return (*self.own, *self.passage.secrets)

    def live(self, beginnings: tuple[str, ...] = ()) -> bool:
        """Whether one of the keys belongs to a live account, as its beginning says.

        Without `beginnings` of such keys, one that looks like it is taken for one.
        """
        if beginnings:
            return any(key.startswith(beginnings) for key in self.own)
        return any(map(_LIVE.match, self.own))


def sendable(key: str) -> bool:
    """Whether a header can carry a key."""
    return key.isascii() and key.isprintable() and " " not in key


def refuse_live(keys: Keys, beginnings: tuple[str, ...] = (), *, allow: bool) -> None:
    """Raise LiveKeyError when a key is live and `allow` is false.

    `beginnings` are those of keys of live accounts; see `Keys.live`.
    """
    if keys.live(beginnings) and not allow:
        message = (
            "a live key was given: the suite creates, changes and cancels objects. "
            "Use a test key, or pass --allow-live if that is what you want"
        )
        raise LiveKeyError(message)


def unkept(keys: Keys) -> list[str]:
    """Return a line for each secret that is too short to be kept out of texts."""
    given = [("the secret key", keys.secret), ("the publishable key", keys.publishable)]
    return [
        f"{name} has {len(key)} characters: one under {SHORTEST} cannot be told from other "
        "words, and is not kept out of what is written"
        for name, key in (*given, *keys.passage.named)
        if key and len(key) < SHORTEST
    ]


class Redactor:
    """Returns what is written of what was sent, received and found: without secrets.

    A secret, or enough of it in a row, is replaced by REDACTED in any case and in each way to
    write it (`harness/readings.py`). What is known to hold none is not looked at again: most
    pieces of what a server answers come thousands of times.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        given = tuple(secrets)
        self._concealer = Concealer(given)
        self._known: set[str] = set()
        self._masks: dict[str, str] = {}
        # No text that says a secret has these letters in it, unless the secret has them.
        self._between = "" if any(set('"&') & set(secret) for secret in given) else '"'

    def text(self, value: str) -> str:
        """Return a text without secrets."""
        if len(value) < SHORTEST:
            return value
        if not self._clean(self._pieces(value)):
            pieces = self._split(value)
            self._look(pieces)
            value = self._between.join(map(self._masked, pieces))
        return value if self._concealer.together(value) else self._concealer.concealed(value)

    def _look(self, pieces: list[str]) -> None:
        """Find out how many new pieces are written: as one text that takes a third of the time.

        What is hidden across the end of one is left to be found in each of them.
        """
        new = [piece for piece in dict.fromkeys(pieces) if SHORTEST <= len(piece) <= _LONG
               and piece not in self._known and piece not in self._masks]  # fmt: skip
        if len(new) < _MANY:
            return
        if len(self._masks) + len(new) > _KNOWN:
            self._masks = {}
        found = self._concealer.concealed(self._between.join(new)).split(self._between)
        for piece, written in zip(new, found, strict=True) if len(found) == len(new) else ():
            if piece != written:
                self._masks[piece] = written

    def _masked(self, piece: str) -> str:
        """Return a piece of a text without secrets: the same one is answered again and again."""
        known = self._masks.get(piece)
        if known is not None:
            return known
        if len(piece) < SHORTEST or self._clean({piece}):
            return piece
        found = self._concealer.concealed(piece)
        if len(piece) <= _LONG and len(self._masks) < _KNOWN:
            self._masks[piece] = found
        return found

    def data(self, value: bytes) -> bytes:
        """Return a body without secrets, in any coding of letters, packed or not."""
        text = value.decode("latin-1")
        found = self.text(text) if _is_text(value) else self._concealer.concealed(text)
        return value if found is text else found.encode("latin-1")

    def _clean(self, pieces: set[str]) -> bool:
        """Whether texts, of which these are the pieces, hold no secret."""
        new = pieces - self._known
        if not self._concealer or not new:
            return True
        if not self._masks.keys().isdisjoint(new):
            return False
        if not self._concealer.clean((self._between or "\0").join(new)):
            return False
        if len(self._known) > _KNOWN:
            self._known = set()
        self._known.update(piece for piece in new if len(piece) <= _LONG)
        return True

    def _pieces(self, value: str) -> set[str]:
        return set(self._split(value))

    def _split(self, value: str) -> list[str]:
        return value.split(self._between) if self._between else [value]

    def headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Return headers without secrets, names in lower case; of two that become one, both."""
        found: dict[str, str] = {}
        for name, value in headers.items():
            lower = self.text(name.lower())
            kept = REDACTED if lower in _HIDDEN else self.text(value)
            found[lower] = f"{found[lower]}, {kept}" if lower in found else kept
        return found

    def exchange(self, exchange: Exchange) -> Exchange:
        """Return what is kept of an exchange: itself where it is short and holds no secret."""
        exchange = trimmed(exchange)
        request, response = exchange.request, exchange.response
        if not self._concealer or self._clean_exchange(exchange):
            return exchange
        return replace(
            exchange, request=self._request(request), error=self.text(exchange.error),
            response=self._response(response) if response else None,
        )  # fmt: skip

    def _clean_exchange(self, exchange: Exchange) -> bool:
        request, response = exchange.request, exchange.response
        pieces = {request.path, request.made_up, exchange.error, *request.headers.values()}
        for form in (request.query, request.body):
            apart = self._between and not {"#", ";"} & set(form)  # as in entities of HTML
            pieces.update(form.split("&") if apart else (form,))
        if response is not None:
            pieces.update(response.headers)
            pieces.update(response.headers.values())
            if not _is_text(response.body):
                return False
            body = response.body.decode("latin-1")
            if not self._concealer.together(body):
                return False
            pieces |= self._pieces(body)
        return self._clean(pieces)

    def _request(self, request: Request) -> Request:
        return replace(
            request, path=self.text(request.path), query=self.text(request.query),
            body=self.text(request.body), headers=self.headers(request.headers),
            made_up=self.text(request.made_up),
        )  # fmt: skip

    def _response(self, response: Response) -> Response:
        headers, body = self.headers(response.headers), self.data(response.body)
        coding = response.headers.get("content-encoding", "").strip().lower()
        if coding not in _READ and not _is_text(response.body):
            body = f"{REDACTED}: {len(body)} bytes in a coding that nobody looks through".encode()
        return replace(response, headers=headers, body=body)

    def verdict(self, verdict: Verdict) -> Verdict:
        """Return what is kept of a verdict: without secrets, and legible."""
        return legible(rewritten(verdict, self.text))


def _is_text(data: bytes) -> bool:
    """Whether bytes are UTF-8, which nothing packed is."""
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
