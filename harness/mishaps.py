"""Why there is no answer, in words that tell a person where to look."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from collections.abc import Iterator

from urllib3.exceptions import ProxyError

from harness import framing

NOT_HTTP = "that is not HTTP"
UNTRUSTED = "the certificate is not trusted"
EXPIRED = "the certificate has expired"
EARLY = "the certificate is not valid yet"
ANOTHER = "the certificate is of another host"
# What OpenSSL finds wrong with a certificate; whatever else it finds, the certificate is untrusted.
_FOUND = {9: EARLY, 10: EXPIRED, 62: ANOTHER, 64: ANOTHER}
CUT_SHORT = "the body is not as long as its header or its chunks say"
TOO_LONG = "a line of the answer's head is longer than 65,536 bytes"
CROWDED = "the head of the answer has more than 100 headers"
HEAVY = "the head of the answer is longer than 1 MB"
BROKEN = "a line of the answer's head is no header"
CODED = "the answer has a transfer coding, which the request does not accept (RFC 9112, 7)"
UNMEASURED = "the header Content-Length holds no number"
DIFFERENT = "the answer has two lengths that differ (RFC 9112, 6.3)"
TWOFOLD = "the answer has a Content-Length beside its chunks, which HTTP forbids (RFC 9112, 6.2)"
UNSIZED = "the size of a chunk is no hexadecimal number on a line of its own (RFC 9112, 7.1)"
UNENDED = "a chunk does not end where its size says (RFC 9112, 7.1)"
STRANGE = "the head of the answer holds a NUL or a lone CR, which is invalid (RFC 9110, 5.5)"
BEHEADED = "the connection ends within the head of the answer"
ENDLESS = "more than 20 interim answers come before one"
PROXY = "the proxy cannot be reached"
THROUGH = "the proxy lets nothing through"
OVER = "the time that the run may take is over (--max-time)"  # nobody's fault
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")
# What readers of answers raise, without words of the answer in it.
_LIMITS = {
    framing.CROWDED: CROWDED, framing.ENDLESS: ENDLESS, framing.BROKEN: BROKEN,
    framing.CODED: CODED, framing.UNMEASURED: UNMEASURED, framing.DIFFERENT: DIFFERENT,
    framing.TWOFOLD: TWOFOLD, framing.UNSIZED: UNSIZED, framing.UNENDED: UNENDED,
    framing.HEAVY: HEAVY, framing.STRANGE: STRANGE, framing.BEHEADED: BEHEADED,
}  # fmt: skip
ODD_HTTP = (NOT_HTTP, CUT_SHORT, TOO_LONG, *_LIMITS.values())
# What is found first in a chain of causes is told; the more exact kinds stand above.
_WORDS: tuple[tuple[type[BaseException], str], ...] = (
    (socket.gaierror, "no such host"),
    (ConnectionRefusedError, "refused: nothing listens there"),
    (http.client.RemoteDisconnected, "closed without an answer"),
    (ssl.SSLError, "no TLS is spoken there"),
    (http.client.IncompleteRead, CUT_SHORT),
    (ConnectionError, "broken off"),
    (http.client.LineTooLong, TOO_LONG),
    (http.client.HTTPException, NOT_HTTP),
    (ValueError, NOT_HTTP),
)


def timed_out(trouble: BaseException) -> bool:
    """Whether it was the time that ran out."""
    return any(isinstance(one, TimeoutError) for one in _chain(trouble))


def words(trouble: BaseException) -> str:
    """Return what went wrong with a connection; never quotes what was sent or received."""
    chain = list(_chain(trouble))
    for one in chain:
        if isinstance(one, ssl.SSLCertVerificationError):
            found = _FOUND.get(one.verify_code, UNTRUSTED)
            proxied = any(isinstance(other, ProxyError) for other in chain)
            return f"{PROXY}: {found}" if proxied else found
    for one in chain:
        if isinstance(one, ProxyError):
            told = _TUNNEL.search(str(one))
            return f"{THROUGH} (status {told[1]})" if told else PROXY
        if isinstance(one, http.client.HTTPException) and str(one) in _LIMITS:
            return _LIMITS[str(one)]
    for kind, said in _WORDS:
        if any(isinstance(one, kind) for one in chain):
            return said
    return type(chain[-1]).__name__


def _chain(trouble: BaseException) -> Iterator[BaseException]:
    """Yield an exception and what it was made of, from the outside in."""
    waiting, seen = [trouble], set()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        inner = (*one.args, getattr(one, "reason", None), one.__cause__, one.__context__)
        waiting += [found for found in inner if isinstance(found, BaseException)]
