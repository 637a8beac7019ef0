"""A request as a line of a shell, which anyone can repeat; the key comes from the environment."""

from __future__ import annotations

import shlex

from harness.exchange import REDACTED, Request

# How a shell writes the key that a request was sent with.
_KEYS = {
    "secret": "$ASSAY_API_KEY", "publishable": "$ASSAY_PUBLISHABLE_KEY", "other": "wrong_key",
}  # fmt: skip
_UNSAID = ("authorization", "content-length", "host", "connection")  # curl says these itself


def curl_line(request: Request, base_url: str) -> str:
    """Return one shell line that sends a request, the key taken from the environment."""
    parts = ["curl", "-sS", "-X", request.method]
    if set("[]{}") & set(request.target):
        parts.insert(2, "-g")  # brackets in an address are patterns to curl
    made_up = request.made_up.isascii() and request.made_up.replace("_", "").isalnum()
    key = request.made_up if made_up else _KEYS.get(request.key)
    sent = {} if key is None else _sent(request, key)
    parts += sent.get("header", [])
    for name, value in request.headers.items():
        if name.lower() not in (*_UNSAID, request.place.lower()):
            given = f'"{name}: ${variable_of(name)}"' if value == REDACTED else ""
            parts += ["-H", given or shlex.quote(f"{name}: {value}")]
    body, address = request.body, base_url.rstrip("/") + request.target
    if body or "form" in sent:
        pair = sent.get("form", [""])[0]
        parts += ["--data-raw", shlex.quote(body + "&" * bool(body and pair)) * bool(body) + pair]
    pair = sent.get("query", [""])[0]
    between = ("&" if request.query else "?") if pair else ""
    return " ".join([*parts, shlex.quote(address + between) + pair])


def variable_of(header: str) -> str:
    """Return the variable in which a shell has the value of a header that no record shows."""
    return "".join(letter if letter.isalnum() else "_" for letter in header.upper())


def _sent(request: Request, key: str) -> dict[str, list[str]]:
    """Return where a key goes, and the words of a shell that put it there."""
    if request.auth == "basic":
        told = (request.place or "{key}:").replace("{key}", key)
        return {"header": ["-u", f'"{told}"']}
    if request.auth == "header":
        return {"header": ["-H", f'"{request.place}: {key}"']}
    if request.auth in ("query", "form"):
        reads = request.auth == "form" and request.method == "GET"
        return {"query" if reads else request.auth: [f'"{request.place}={key}"']}
    return {"header": ["-H", f'"Authorization: Bearer {key}"']} if request.auth == "bearer" else {}
