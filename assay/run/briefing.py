"""What a process that asks groups is told of its run: the settings, and the keys or their names.

It travels through pytest-xdist's own channel, to the workers of this run and nobody else. Keys stay
on this machine: a worker on another one is told which variables hold them, and reads its own.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from assay.run.expecting import NOTHING, Expected
from assay.run.keyring import checked
from assay.run.settings import Settings, parsed
from assay.trouble import USAGE, Stop, loaded
from harness.config import SECRET_ENV, ConfigError, check_bundle
from harness.passage import PassageError, check_certificate, taken
from harness.redaction import Keys

NAME = "assay"
_WHERE = "import os, socket; channel.send((socket.gethostname(), os.getppid()))"
_PATIENCE = 30.0  # seconds


@dataclass(frozen=True, slots=True)
class Briefing:
    """A run as one of its processes knows it. `here` is whether it writes to the run's folder.

    `allow_live` is whether a live key may be used. What the run is held against at its end is
    `expected`, which no worker needs.
    """

    settings: Settings
    keys: Keys
    allow_live: bool = False
    here: bool = True
    expected: Expected = NOTHING

    def told(self, *, here: bool) -> dict[str, Any]:
        """Return what a worker is told, as plain data; without keys when it is elsewhere."""
        keys = [self.keys.secret, self.keys.publishable, self.keys.passage.plain()]
        return {
            "settings": self.settings.dump(), "allow_live": self.allow_live,
            "publishable": self.keys.publishable is not None, "keys": keys if here else None,
            "owner": os.getpid(),
        }  # fmt: skip


def received(told: Mapping[str, Any]) -> Briefing:
    """Return what a worker was told, with its own keys when it was told none. Raises Stop."""
    settings = parsed(told["settings"])
    loaded(settings.package)
    if told["keys"] is not None:
        secret, public, passage = told["keys"]
        return Briefing(settings, Keys(secret, public, taken(passage)), told["allow_live"])
    try:
        keys = _own(settings, publishable=told["publishable"], allow_live=told["allow_live"])
        if settings.ca_bundle is not None:
            check_bundle("the bundle of authorities", settings.ca_bundle)
        keys = replace(keys, passage=settings.ways.passage(os.environ))
        check_certificate(keys.passage)
    except (Stop, ConfigError, PassageError) as trouble:
        raise Stop(f"the worker on {socket.gethostname()}: {trouble}", USAGE) from None
    return Briefing(settings, keys, told["allow_live"], here=False)


def _own(settings: Settings, *, publishable: bool, allow_live: bool) -> Keys:
    """Return the keys that the environment of this process holds. Raises Stop."""
    secret = os.environ.get(settings.secret_env) or os.environ.get(SECRET_ENV)
    auth = loaded(settings.package).auth
    if not auth.schemes:
        return Keys("")
    if not secret:
        raise Stop(f"its environment has no API key in {settings.secret_env}", USAGE)
    public = os.environ.get(settings.publishable_env) if publishable else None
    if publishable and not public:
        text = f"its environment has no publishable key in {settings.publishable_env}"
        raise Stop(text, USAGE)
    return checked(Keys(secret, public or None), auth.live, allow_live=allow_live)


def is_here(gateway: Any) -> bool:
    """Whether a worker of pytest-xdist is a process that this one has started, on this machine.

    Where an interpreter was named, that may be a command which starts one elsewhere: it is asked.
    """
    spec = gateway.spec
    if not spec.popen or getattr(spec, "via", None):
        return False
    if not getattr(spec, "python", None):
        return True
    found = gateway.remote_exec(_WHERE).receive(_PATIENCE)
    return tuple(found) == (socket.gethostname(), os.getpid())
