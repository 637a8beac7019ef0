"""The keys that a target is asked with: whether there are any, and whether they may be used."""

from __future__ import annotations

import ipaddress
import secrets
from urllib.parse import urlsplit

from assay.trouble import USAGE, Stop
from contracts.model import Contracts
from contracts.model.wire import Auth
from harness.config import Config
from harness.redaction import Keys, LiveKeyError, refuse_live, sendable


def keys_for(
    contracts: Contracts, config: Config, secret: str | None, public: str | None, *,
    allow_live: bool,
) -> Keys:  # fmt: skip
    """Return the keys of a target that is not our own. Raises Stop.

    Where an API does not say how keys of live accounts begin, nobody can tell them by their looks:
    a server that is not on this machine is asked only when the user says that it may be.
    """
    auth = contracts.auth
    if auth.schemes and not secret:
        text = (
            f"no API key for {config.base_url}: give one with --api-key or in the environment "
            f"variable {config.api_key_env}"
        )
        raise Stop(text, USAGE)
    keys = Keys(secret or "", public or None) if auth.schemes else Keys("")
    keys = checked(keys, auth.live, allow_live=allow_live)
    if not (auth.live or allow_live or config.test_mode or near(str(config.base_url))):
        text = (
            f"nothing tells whether {config.base_url} has real objects: the suite creates, changes "
            "and cancels them. Write test_mode = true in assay.toml when it is there for tests, or "
            "pass --allow-live if that is what you want"
        )
        raise Stop(text, USAGE)
    return keys


def checked(keys: Keys, live: tuple[str, ...], *, allow_live: bool) -> Keys:
    """Return keys that can be sent and may be used; live ones begin with `live`. Raises Stop."""
    if not (sendable(keys.secret) and sendable(keys.publishable or "")):
        text = (
            "a key holds a space, a line break or a letter beyond ASCII, which no header carries: "
            "was it copied whole?"
        )
        raise Stop(text, USAGE)
    try:
        refuse_live(keys, live, allow=allow_live)
    except LiveKeyError as trouble:
        raise Stop(str(trouble), USAGE) from None
    return keys


def near(url: str) -> bool:
    """Whether an address is of this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def made_up(auth: Auth, *, publishable: bool = False) -> str:
    """Return a key that nobody else has, of the form of the API's."""
    known = auth.publishable if publishable else auth.secret
    return f"{known[0] if known else ''}test_{secrets.token_hex(12)}"
