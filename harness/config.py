"""What a run needs to know about its target: `assay.toml`, strict."""

from __future__ import annotations

import contextlib
import json
import os
import re
import ssl
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from harness.given import DEVICES, read_given
from harness.measure import started
from harness.passage import PLAIN_WAYS, PassageError, Ways, ways_in
from harness.redaction import Keys

DEFAULT_FILE = "assay.toml"
SECRET_ENV = "ASSAY_API_KEY"  # noqa: S105 - the name of a variable, not a key
PUBLISHABLE_ENV = "ASSAY_PUBLISHABLE_KEY"
BASE_URL_ENV = "ASSAY_BASE_URL"
CA_BUNDLE_ENV = "ASSAY_CA_BUNDLE"
_TEXT, _NUMBER, _COUNT, _TABLE = "a text", "a number", "a whole number", "a table"
_NAMES = "a list of names"
_FLAG = "true or false"
_KEYS = {
    **dict.fromkeys(("base_url", "api_key_env", "publishable_key_env", "api_version"), _TEXT),
    **dict.fromkeys(("ca_bundle", "contracts"), _TEXT),
    **dict.fromkeys(("timeout", "rate"), _NUMBER),
    "concurrency": _COUNT,
    "headers": _TABLE,
    **dict.fromkeys(("proxy", "client_cert", "client_key", "client_key_passphrase_env"), _TEXT),
    **dict.fromkeys(("supports", "unsupported"), _NAMES),
    **dict.fromkeys(("allow_account_changes", "read_only", "test_mode"), _FLAG),
    "formats": _NAMES,
    **dict.fromkeys(("fixed", "ids"), _TABLE),
}
_KEY = re.compile(r"[a-z]+_(?:test|live)_", re.IGNORECASE)  # how keys begin that nobody has named
_FIXED = re.compile(r"[A-Za-z0-9._~:@!$&'()*+,;=-]{1,200}")  # what one part of a path can be
_PLACES = ("base_url", "ca_bundle", "contracts", "proxy", "client_cert", "client_key")
MOST = 86_400  # a day in seconds; more requests a second are no limit
MOST_AT_A_TIME = 64
_TOLD = 200  # characters of a wrong value that are told
_told_once: dict[Path, str] = {}  # what was read there
_TYPES: dict[str, tuple[type, ...]] = {
    _TEXT: (str,), _NUMBER: (int, float), _COUNT: (int,), _TABLE: (dict,),
    _NAMES: (list,), _FLAG: (bool,),
}  # fmt: skip


class ConfigError(Exception):
    """The configuration is not usable. The text says where, what, and what to do."""


@dataclass(frozen=True, slots=True)
class Config:
    """A target: where it is, which environment variables hold its keys, ids of its objects.

    `timeout` is in seconds, `rate` in requests a second over all workers (None: no limit),
    `concurrency` the groups that are asked at a time (None: as the target is near or far). `ids`
    maps "resource" or "resource:state" to ids that no call can make. `ca_bundle` is the path of a
    PEM file of the authorities to trust with https. `supports` and `unsupported` name what the
    target has, and has not; `file` is the name of the file. `allow_account_changes` lets a run
    displace what belongs to the account, and put it back; `read_only` lets it send nothing that may
    write; `own` is a server that lives for this run alone. `test_mode` says that its objects are
    there for tests. `contracts` names the API package: the whole path of its folder, or a name.
    `formats` names what a run is rendered in beside what it always is, `ways` what else a request
    takes along: headers, a proxy, a certificate. `fixed` are the values that names in paths have on
    this target, such as that of an account.
    """

    base_url: str | None = None
    api_key_env: str = SECRET_ENV
    publishable_key_env: str = PUBLISHABLE_ENV
    api_version: str | None = None
    timeout: float = 10.0
    rate: float | None = None
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ca_bundle: str | None = None
    concurrency: int | None = None
    supports: tuple[str, ...] = ()
    unsupported: tuple[str, ...] = ()
    file: str = field(default="", compare=False)
    allow_account_changes: bool = False
    read_only: bool = False
    own: bool = False
    test_mode: bool = False
    contracts: str | None = None
    formats: tuple[str, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    ways: Ways = PLAIN_WAYS

    def keys(self, environment: Mapping[str, str] = os.environ) -> Keys | None:
        """Return the keys that the environment holds, or None without a secret key."""
        secret = environment.get(self.api_key_env)
        if not secret:
            return None
        return Keys(secret, environment.get(self.publishable_key_env) or None)


def load_config(
    path: Path, beginnings: tuple[str, ...] = (), environment: Mapping[str, str] = os.environ
) -> Config:
    """Read a TOML file. Raises ConfigError, naming file and key, on anything unexpected.

    `beginnings` are those of the API's keys: a file that holds one is refused. `environment` holds
    the fixed values of which the file names the variable.
    """
    found = _read(path)
    for key, value in found.items():
        _check(path, key, value)
        _check_secrecy(path, key, value, beginnings)
    ids = {name: _ids(path, name, value) for name, value in found.pop("ids", {}).items()}
    fixed = {name: _fixed(path, name, value, environment)
             for name, value in found.pop("fixed", {}).items()}  # fmt: skip
    if "ca_bundle" in found:  # beside the file that names it
        at = f"{place(path, 'ca_bundle')}: ca_bundle"
        found["ca_bundle"] = check_bundle(at, str(path.parent / found["ca_bundle"]))
    if "contracts" in found:
        found["contracts"] = _beside(path, found["contracts"])
    lists = [key for key in ("supports", "unsupported", "formats") if key in found]
    found |= {key: _names(path, key, found[key]) for key in lists}
    ways = _ways(path, found)
    return Config(**found, ids=ids, fixed=fixed, file=path.name, ways=ways)


def _ways(path: Path, found: dict[str, Any]) -> Ways:
    """Take out of a file what it says of headers, proxy and certificate. Raises ConfigError."""
    try:
        return ways_in(found, path.parent)
    except PassageError as trouble:
        message = f"{place(path, trouble.at)}: {trouble}"
        raise ConfigError(message) from None


def contracts_of(path: Path) -> str | None:
    """Return the API package that a file names, as `Config.contracts` does. Raises ConfigError.

    Nothing else in the file is looked at.
    """
    value = _read(path).get("contracts")
    if value is None:
        return None
    _check(path, "contracts", value)
    return _beside(path, value)


def _beside(path: Path, text: str) -> str:
    """Return the whole path of what a file names beside it, or the name when nothing is there."""
    there = path.parent / text
    return str(there.resolve()) if there.exists() else text


def _read(path: Path) -> dict[str, Any]:
    """Return what a file says. Raises ConfigError."""
    try:
        return parsed(_text(path))
    except FileNotFoundError:
        message = f"{path}: there is no such file; give another one with --config"
        raise ConfigError(message) from None
    except OSError as trouble:
        message = f"{path}: {trouble.strerror or trouble}"
        raise ConfigError(message) from None
    except ValueError as trouble:
        message = f"{path}: not readable as TOML: {trouble}"
        raise ConfigError(message) from None


def _text(path: Path) -> str:
    """Return the text of a file, of a device as it was read first: that can be read once."""
    if DEVICES not in path.parents:
        return _written(path)
    if path not in _told_once:
        _told_once[path] = _written(path)
    return _told_once[path]


def _written(path: Path) -> str:
    text = read_given(path).decode("utf-8-sig")  # as some editors write it
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parsed(text: str) -> dict[str, Any]:
    """Return what a text says as TOML. Raises ValueError, whatever is wrong with it."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        message = "it has more levels than are read"
        raise ValueError(message) from None


def shown(value: object) -> str:
    """Return a value of a file as it is told, on a line that is not too long."""
    try:
        return started(repr(value), _TOLD)
    except ValueError:  # Python writes no number of thousands of digits
        return "a number of thousands of digits"


def place(path: Path, key: str) -> str:
    """Return `file:line` of the first line that gives a key, or the file when none does so."""
    start = re.compile(rf"""\s*\[?["']?{re.escape(key)}["']?\s*[=\].]""")
    with contextlib.suppress(OSError, UnicodeDecodeError):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if start.match(line):
                return f"{path}:{number}"
    return str(path)


def _check(path: Path, key: str, value: Any) -> None:
    at = place(path, key)
    if key not in _KEYS:
        message = f"{at}: unknown key {shown(key)}; known are {', '.join(sorted(_KEYS))}"
        raise ConfigError(message)
    fits = isinstance(value, _TYPES[_KEYS[key]]) and isinstance(value, bool) == (
        _KEYS[key] == _FLAG
    )
    if not fits:
        message = f"{at}: {key} is {shown(value)}; it should be {_KEYS[key]}"
        raise ConfigError(message)
    if key in ("timeout", "rate") and not 0 < value <= MOST:
        message = f"{at}: {key} is {shown(value)}; it should be above zero, and at most {MOST}"
        raise ConfigError(message)
    if _KEYS[key] == _COUNT and not 1 <= value <= MOST_AT_A_TIME:
        message = f"{at}: {key} is {shown(value)}; it should be from 1 to {MOST_AT_A_TIME}"
        raise ConfigError(message)
    if _KEYS[key] == _TEXT and key not in _PLACES and not _plain(value):
        message = f"{at}: {key} is {shown(value)}; it should be plain letters, without spaces"
        raise ConfigError(message)
    if key == "base_url":
        check_address(f"{at}: base_url", value)


def _check_secrecy(path: Path, key: str, value: Any, beginnings: tuple[str, ...]) -> None:
    if key.endswith("_env") and (value.startswith(beginnings) or _KEY.match(value)):
        message = (
            f"{place(path, key)}: {key} holds a key; write the name of an environment variable, "
            "and put the key there"
        )
        raise ConfigError(message)


def _plain(text: str) -> bool:
    """Whether a header or the name of a variable can be this."""
    return bool(text) and text.isascii() and text.isprintable() and not set(text) & set(" =")


_QUERY = re.compile(r"[?#]")


def check_address(name: str, value: str) -> None:
    """Raise ConfigError when a text is no base URL. `name` says where it was given."""
    host = value.partition("://")[2].partition("/")[0] if "://" in value else value
    if "@" in host:
        message = f"{name} holds a name or a password, which the report would show; take it out"
        raise ConfigError(message)
    wanted = ""
    if not value.startswith(("http://", "https://")):
        wanted = "start with http:// or https://"
    elif not _names_host(value):
        wanted = "name a host, and a port if need be, as in http://localhost:8420"
    elif "?" in value or "#" in value:
        wanted = "end with its path, without ? and #"
    if wanted:
        bare = _QUERY.split(value, maxsplit=1)[0]  # a token may stand behind that
        message = f"{name} is {shown(value[: len(bare) + 1])}; it should {wanted}"
        raise ConfigError(message)


def check_bundle(name: str, value: str) -> str:
    """Return the whole path of a bundle of certificates. `name` says where it was given.

    Raises ConfigError when it is none.
    """
    try:
        ssl.create_default_context(cafile=value)
    except (OSError, ValueError) as trouble:
        reason = getattr(trouble, "strerror", None) or "it is no text"
        if isinstance(trouble, ssl.SSLError):
            reason = "it holds no certificate in PEM format"
        message = f"{name} is {shown(value)}, which cannot be used: {reason}"
        raise ConfigError(message) from None
    return str(Path(value).resolve())


def _names_host(value: str) -> bool:
    try:
        found = urlsplit(value)
        port = found.port
    except ValueError:
        return False
    return bool(found.hostname) and port != 0 and value.isprintable() and " " not in value


def _ids(path: Path, name: str, value: Any) -> tuple[str, ...]:
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(x, str) and x for x in found):
        at = place(path, name)
        message = f"{at}: ids.{name!r} is {shown(value)}; it should be an id or a list of ids"
        raise ConfigError(message)
    return tuple(found)


def _fixed(path: Path, name: str, value: Any, environment: Mapping[str, str]) -> str:
    """Return the value of a name in paths: a text, or that of the variable that a table names."""
    at = f"{place(path, name)}: fixed.{name}"
    told = value
    if isinstance(value, dict) and set(value) == {"env"} and isinstance(value["env"], str):
        told = environment.get(value["env"])
        if not told:
            message = f"{at}: the environment variable {shown(value['env'])} is not set, or empty"
            raise ConfigError(message)
    if not isinstance(told, str) or not _FIXED.fullmatch(told):
        wanted = 'it should be letters that a path can hold, or {env = "NAME"}, without "/"'
        message = f"{at} is {shown(told)}; {wanted}"
        raise ConfigError(message)
    return told


def _names(path: Path, key: str, value: list[Any]) -> tuple[str, ...]:
    at = place(path, key)
    if not value:
        means = "nothing would be checked" if key == "supports" else "it says nothing"
        what = "formats" if key == "formats" else "operations or topics"
        message = f"{at}: {key} is an empty list: {means}; name {what}, or leave it out"
        raise ConfigError(message)
    for name in value:
        if not isinstance(name, str) or not name.strip():
            message = f"{at}: {key} has {name!r}; it should be a name, a text that is not empty"
            raise ConfigError(message)
    return tuple(dict.fromkeys(value))


def place_of_name(path: Path, key: str, name: str) -> str:
    """Return `file:line` of a name in a list, or that of its key where it stands on no own line."""
    first = place(path, key)
    number = int(first.rpartition(":")[2]) if first != str(path) else 0
    with contextlib.suppress(OSError, UnicodeDecodeError):
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        for at, line in enumerate(lines[max(0, number - 1) :], max(1, number)):
            if json.dumps(name) in line or f"'{name}'" in line:
                return f"{path}:{at}"
    return first
