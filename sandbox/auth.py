"""Who asks: secret and publishable keys, as Bearer token or Basic user (catalogue 1.1)."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from contracts.model import Api, Operation
from sandbox.decode import check, said
from sandbox.errors import ApiError

SECRET = "sk_test_assay"  # noqa: S105 - the documented key of a server that holds nothing
PUBLISHABLE = "pk_test_assay"


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys that the server accepts."""

    secret: frozenset[str] = frozenset({SECRET})
    publishable: frozenset[str] = frozenset({PUBLISHABLE})

    def kind(self, header: str) -> str:
        """Return secret or publishable. Raises ApiError (401)."""
        key = _key(header)
        if not key:
            text = "You did not provide an API key in the Authorization header."
            raise ApiError(401, text)
        if key in self.secret:
            return "secret"
        if key in self.publishable:
            return "publishable"
        raise ApiError(401, f"Invalid API Key provided: {_masked(key)}")


def ring(keys: tuple[str, ...], publishable: tuple[str, ...]) -> KeyRing:
    """Return a ring of exactly `keys`; of the documented pair when there are none."""
    if not keys:
        return KeyRing()
    public = frozenset(key for key in keys if key.startswith(publishable))
    return KeyRing(frozenset(keys) - public, public)


@dataclass(frozen=True, slots=True)
class Presented:
    """A key as a Bearer token or a user of Basic, and query and form without it."""

    header: str
    query: str
    form: bytes


def presented(api: Api, headers: Mapping[str, str], query: str, form: bytes) -> Presented:
    """Return the key that a request presents in one of the ways that the API knows.

    Raises ApiError (400) for a form that is too large to be looked through.
    """
    auth, given = api.auth, headers.get("authorization", "").strip()
    scheme, found = given.partition(" ")[0].lower(), ""
    if scheme == "basic" and "basic" in auth.schemes:
        found = given if auth.basic == "user" and not auth.other else _other(api, given)
    elif scheme in auth.schemes:
        found = given
    if "header" in auth.schemes and headers.get(auth.name.lower()):
        found = f"Bearer {headers[auth.name.lower()]}"
    if "query" in auth.schemes or "form" in auth.schemes:
        text, found = _taken(query, auth.name, found)
        query = text
    if "form" in auth.schemes and not headers.get("content-type", "").startswith("multipart/"):
        text, found = _taken(form.decode("latin-1"), auth.name, found)
        form = text.encode("latin-1")
    return Presented(found, query, form)


def _taken(text: str, name: str, found: str) -> tuple[str, str]:
    """Return a form without the pairs of a name, and the key that they hold.

    Raises ApiError (400) for a form that is too large.
    """
    check(text)
    kept = []
    for pair in text.split("&") if text else ():
        label, _, value = pair.partition("=")
        if said(label) == name:
            found = f"Bearer {said(value)}"
        else:
            kept.append(pair)
    return "&".join(kept), found


def _other(api: Api, header: str) -> str:
    """Return the key of Basic where it is not the user, or the user is not alone."""
    try:
        text = base64.b64decode(header.partition(" ")[2], validate=True).decode()
    except ValueError:
        return ""
    user, _, password = text.partition(":")
    key, other = (password, user) if api.auth.basic == "password" else (user, password)
    return f"Bearer {key}" if other == api.base.filled(api.auth.other) else ""


def _key(header: str) -> str:
    scheme, _, value = header.strip().partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).decode().partition(":")[0]
        except ValueError:  # no base64, no UTF-8, or no ASCII to begin with
            return ""
    return ""


def _masked(key: str) -> str:
    return f"{key[:7]}{'*' * 12}{key[-4:]}" if len(key) > 15 else "*" * len(key)


def admit(kind: str, operation: Operation | None) -> None:
    """Raise ApiError (401) when a publishable key asks for what only a secret key may."""
    if kind == "publishable" and not (operation and operation.publishable):
        text = "This API call cannot be made with a publishable API key."
        raise ApiError(401, text, code="secret_key_required")
