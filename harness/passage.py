"""What else a request takes along on its way to the target: headers, a proxy, a certificate.

Values of headers, the password of a proxy and the passphrase of a key are secrets: they show in no
repr, and go with the keys wherever these are kept out of what is written.
"""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from urllib3.util.ssl_ import create_urllib3_context

from harness.secret import SHORTEST

# Headers that say how a request is written and sent, or which other method it stands for.
_TAKEN = frozenset({
    "accept-encoding", "authorization", "connection", "content-encoding", "content-length",
    "content-type", "expect", "host", "keep-alive", "proxy-authorization", "proxy-connection",
    "range", "te", "trailer", "transfer-encoding", "upgrade", "x-http-method",
    "x-http-method-override", "x-method-override",
})  # fmt: skip
_PUBLIC = ("accept", "accept-language", "user-agent")  # headers whose values are no secrets
_SCHEMES = ("basic", "bearer", "digest", "token")  # words before a credential
PROXY_ENV = "ASSAY_PROXY"
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")  # a value that is written there is none of these
PASSPHRASE_ENV = "ASSAY_CLIENT_KEY_PASSPHRASE"  # noqa: S105 - the name of a variable
_PROXIES = ("http", "https")
_OTHER_PROXIES = ("socks", "socks4", "socks4a", "socks5", "socks5h")
_NAME = frozenset("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz")


class PassageError(ValueError):
    """What was given cannot be used. The text says why, without a secret; `at` names the key."""

    def __init__(self, text: str, at: str = "") -> None:
        super().__init__(text)
        self.at = at


@dataclass(frozen=True, slots=True)
class Passage:
    """Headers of every request, the URL of a proxy, paths of a certificate and its key.

    A key that stands in the file of the certificate has the path "".
    """

    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    proxy: str = field(default="", repr=False)
    certificate: str = ""
    key: str = ""
    passphrase: str = field(default="", repr=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must not be readable in anything that is written."""
        return tuple(value for _, value in self.named if value)

    @property
    def named(self) -> list[tuple[str, str]]:
        """Each secret, with what it is called."""
        found = [(f"the value of the header {name}", _credential(value))
                 for name, value in self.headers if name.lower() not in _PUBLIC]  # fmt: skip
        password = _password(self.proxy)
        texts = dict.fromkeys((password, unquote(password)))
        found += [("the password of the proxy", text) for text in texts if text]
        found += [("the name at the proxy", text) for text in _token(self.proxy, password)]
        return [*found, ("the passphrase of the client's key", self.passphrase)]

    @property
    def names(self) -> frozenset[str]:
        """The names of its headers, in lower case."""
        return frozenset(name.lower() for name, _ in self.headers)

    def plain(self) -> dict[str, Any]:
        """Return it as plain data, secrets included, as `taken` reads it."""
        return {name: getattr(self, name) for name in self.__slots__}

    def onto(self, headers: Mapping[str, str], own: Iterable[str] = ()) -> dict[str, str]:
        """Return the headers of a request with these, but for those that are the request's own."""
        kept = {name.lower() for name in own}
        added = {name: value for name, value in self.headers if name.lower() not in kept}
        lower = {name.lower() for name in added}
        return {**{n: v for n, v in headers.items() if n.lower() not in lower}, **added}

    def context(self) -> ssl.SSLContext | None:
        """Return what shows the certificate to a server, None without one. Raises PassageError."""
        if not self.certificate:
            return None
        found = create_urllib3_context()
        try:
            found.load_cert_chain(self.certificate, self.key or None, lambda: self.passphrase)
        except ssl.SSLError as trouble:
            why = "the key is not that of the certificate"
            if trouble.reason != "KEY_VALUES_MISMATCH":
                why = "it is no certificate and key in PEM format, or the passphrase is not right"
            raise PassageError(why) from None
        except (OSError, ValueError) as trouble:
            raise PassageError(getattr(trouble, "strerror", None) or "it is no file") from None
        return found


DIRECT = Passage()


def taken(plain: Mapping[str, Any]) -> Passage:
    """Return the passage that `Passage.plain` told."""
    headers = tuple((name, value) for name, value in plain["headers"])
    return Passage(**{**plain, "headers": headers})


@dataclass(frozen=True, slots=True)
class Ways:
    """What a configuration says of a passage, without a secret: it may be written.

    `headers` maps names to the variables that hold their values, "" where the value was given on
    the command line; `proxy` has no password; `passphrase_env` names a variable.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    proxy: str = ""
    certificate: str = ""
    key: str = ""
    passphrase_env: str = PASSPHRASE_ENV

    def passage(self, environment: Mapping[str, str]) -> Passage:
        """Return the passage that an environment makes of it. Raises PassageError."""
        proxy = environment.get(PROXY_ENV, "")
        if proxy:
            check_proxy(proxy, secret=True)
        headers = []
        for name, variable in self.headers.items():
            value = environment.get(variable, "") if variable else ""
            if not value:
                told = (
                    f"its variable {variable} is not set"
                    if variable
                    else (
                        "its value was given on a command line, and is known there alone; name a "
                        "variable in assay.toml"
                    )
                )
                raise PassageError(f"the header {name}: {told}")
            headers.append((name, value))
        passphrase = environment.get(self.passphrase_env, "")
        return Passage(tuple(headers), proxy or self.proxy, self.certificate, self.key, passphrase)

    def lines(self) -> list[str]:
        """Return the lines of TOML that `ways_in` reads, but for the headers."""
        told = {"proxy": self.proxy, "client_cert": self.certificate, "client_key": self.key,
                "client_key_passphrase_env": self.passphrase_env}  # fmt: skip
        usual = ("", PASSPHRASE_ENV)
        return [f"{key} = {json.dumps(text)}" for key, text in told.items() if text not in usual]

    def table(self) -> list[str]:
        """Return the lines of TOML that name the headers."""
        lines = [f"{json.dumps(name)} = {json.dumps(env)}" for name, env in self.headers.items()]
        return ["", "[headers]", *lines] if lines else []


PLAIN_WAYS = Ways()


def ways_in(found: dict[str, Any], folder: Path) -> Ways:
    """Take out of the keys of a file what they say of a passage. Raises PassageError."""
    names = {"client_cert": "certificate", "client_key": "key"}
    given = {names[key]: str((folder / found.pop(key)).resolve()) for key in names if key in found}
    if "client_key_passphrase_env" in found:
        given["passphrase_env"] = found.pop("client_key_passphrase_env")
    headers, proxy = found.pop("headers", {}), found.pop("proxy", "")
    at = "proxy"
    try:
        if proxy:
            check_proxy(proxy, secret=False)
        for name, variable in headers.items():
            at = name
            check_name(name)
            if not isinstance(variable, str) or not _VARIABLE.fullmatch(variable):
                raise PassageError("give the name of the environment variable that has the value")
    except PassageError as trouble:
        raise PassageError(f"{at}: {trouble}", at) from None
    return Ways(headers, proxy, **given)


def _password(proxy: str) -> str:
    """Return the password in the address of a proxy, of one that is no address too."""
    try:
        return urlsplit(proxy).password or ""
    except ValueError:
        return proxy.rpartition("@")[0].rpartition(":")[2]


def _token(proxy: str, password: str) -> list[str]:
    """Return the name in the address of a proxy where it is the credential: with no password, or
    one that is a mere sign.
    """
    try:
        name = urlsplit(proxy).username or ""
    except ValueError:
        return []
    found = dict.fromkeys((name, unquote(name))) if len(password) < SHORTEST else ()
    return [text for text in found if len(text) >= SHORTEST]


def _credential(value: str) -> str:
    """Return the part of a header's value that is secret: a word before it says how it is sent."""
    scheme, _, rest = value.partition(" ")
    return rest.strip() if scheme.lower() in _SCHEMES and rest.strip() else value


def check_name(name: str, reserved: Iterable[str] = ()) -> None:
    """Raise PassageError for a name that no header has, or that what is judged depends on."""
    if not name or not set(name.lower()) <= _NAME:
        raise PassageError("what stands before its value is no name of a header")
    if name.lower() in _TAKEN or name.lower() in {other.lower() for other in reserved}:
        raise PassageError(f"{name} is a header that the suites send, or depend on: leave it out")


def check_value(value: str) -> None:
    """Raise PassageError for a value that no header carries; it is not told."""
    if not value or value != value.strip() or not (value.isascii() and value.isprintable()):
        text = "its value is empty, or holds a line break, a letter beyond ASCII or outer spaces"
        raise PassageError(text)


def header(text: str) -> tuple[str, str]:
    """Return name and value of `Name: value`. Raises PassageError, without the value."""
    name, colon, value = text.partition(":")
    if not colon:
        raise PassageError("a header is given as 'Name: value'")
    return name.strip(), value.strip()


def check_proxy(url: str, *, secret: bool) -> None:
    """Raise PassageError where a text is no URL of a proxy, or holds a password where none may be.

    It is not told: a password may be in it.
    """
    try:
        found = urlsplit(url)
        fits = bool(found.hostname) and found.port != 0 and url.isprintable() and " " not in url
    except ValueError:
        fits = False
    if fits and found.scheme in _OTHER_PROXIES:
        raise PassageError("SOCKS proxies are not supported: give one over http or https")
    if not fits or found.scheme not in _PROXIES or found.path not in ("", "/"):
        raise PassageError("it should be the address of a proxy, such as http://host:3128")
    if found.password is not None and not secret:
        text = "it holds a password: leave it out, and give the whole address in ASSAY_PROXY"
        raise PassageError(text)
    if not unquote(f"{found.username or ''}{found.password or ''}").isascii():
        raise PassageError("its name or its password has letters beyond ASCII")


def check_certificate(passage: Passage) -> None:
    """Raise PassageError where a certificate cannot be shown."""
    if passage.key and not passage.certificate:
        raise PassageError("a key is given, and no certificate")
    passage.context()


def bare(proxy: str) -> str:
    """Return the address of a proxy without name and password."""
    found = urlsplit(proxy)
    return f"{found.scheme}://{found.netloc.rpartition('@')[2]}" if proxy else ""
