"""What a run was asked for, as a value that travels to its workers. It holds no key."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from assay.packages import BUILT_IN, folder
from assay.telling import kept
from harness.config import PUBLISHABLE_ENV, SECRET_ENV
from harness.known import Entry
from harness.passage import PLAIN_WAYS, Ways
from suites.declared import NONE, Declared, declaration
from suites.guard import Account
from suites.law import Profile

LEDGER = "ledger.ndjson"
UNFINISHED = ".ledger.ndjson"  # while it is merged: what is there under the other name is whole
GATHERED = ".gathered.ndjson"  # the same, while somebody renders a run that came to no end
PARTS = "parts"
BEGUN = ".assay-new"  # what takes the place of an earlier run's files once all of it is there
EXPORTED = "settings.json"
STOP = "stop"  # is there once the run was told to end: its workers look for it
PACE = "pace"  # what is left of the rate, among the workers of this machine


@dataclass(frozen=True, slots=True)
class Settings:
    """One run: target, scope, where to write. Times in seconds, `rate` in requests a second.

    `max_time` is how long the run may take from `started`: nothing is sent after that.

    `secret_env` and `publishable_env` are the names of the variables that hold the keys.
    """

    run: str
    base_url: str
    out: str
    api_version: str
    profile: Profile = "standard"
    only: tuple[str, ...] = ()
    seed: int = 0
    shard: tuple[int, int] | None = None  # which of how many parts of the plan is asked
    done: tuple[str, ...] = ()  # groups that an earlier run, which this goes on with, has asked
    resumed: int = 0  # how many runs came before this, each going on with the one before
    workers: int = 1
    local: int = 1  # of the workers: processes of this machine
    concurrency: int = 1  # groups that each worker asks at a time
    timeout: float = 10.0
    rate: float | None = None
    max_time: float | None = None
    max_failures: int | None = None  # broken claims after which nothing more is asked
    ca_bundle: str | None = None
    account: Account = "own"  # may what belongs to it be displaced?
    read_only: bool = False  # nothing is sent that may write
    ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    started: float = 0.0
    known: tuple[Entry, ...] = ()  # entries of known failures
    reference: bool = False  # whether the reference server is asked what it answers to causes
    secret_env: str = SECRET_ENV
    publishable_env: str = PUBLISHABLE_ENV
    declared: Declared = NONE
    contracts: str = BUILT_IN  # what names the API package: see `assay/packages.py`
    formats: tuple[str, ...] = ()  # that are written beside the standard ones
    fixed: dict[str, str] = field(default_factory=dict)  # names in paths, and their values here
    ways: Ways = PLAIN_WAYS  # what is said of headers, proxy and certificate, without a secret

    @property
    def package(self) -> Path:
        """The folder of the API package. Raises Stop (2) where it is not there."""
        return folder(self.contracts)

    @property
    def ends(self) -> float | None:
        """When nothing is sent any more, in unix time; None when no time was set."""
        return None if self.max_time is None else self.started + self.max_time

    @property
    def folder(self) -> Path:
        """Where the run writes."""
        return Path(self.out)

    @property
    def parts(self) -> Path:
        """Where the workers write their ledgers."""
        return self.folder / PARTS

    def stop(self) -> None:
        """Let the workers of this machine know that the run was told to end."""
        with contextlib.suppress(OSError):
            (self.parts / STOP).touch()

    @property
    def told(self) -> bool:
        """Whether the run was told to end, as far as its workers know."""
        return (self.parts / STOP).exists()

    def dump(self) -> str:
        """Return the settings as the text that `parsed` reads."""
        return json.dumps(asdict(self))

    def shown(self, text: Callable[[str], str] = kept) -> Settings:
        """Return settings as they may be written: a key may be in whatever a user gives.

        Where to write stays as it is.
        """
        return replace(
            self, base_url=text(self.base_url), api_version=text(self.api_version),
            only=tuple(map(text, self.only)),
            ids={name: tuple(map(text, ids)) for name, ids in self.ids.items()},
            ca_bundle=self.ca_bundle and text(self.ca_bundle),
            secret_env=text(self.secret_env), publishable_env=text(self.publishable_env),
        )  # fmt: skip

    def write(self) -> None:
        """Leave the settings beside the workers' ledgers: a run that is killed can be rendered."""
        (self.parts / EXPORTED).write_text(self.shown().dump(), encoding="utf-8")


def parsed(text: str) -> Settings:
    """Return the settings that `dump` wrote. Raises ValueError, KeyError, TypeError."""
    found = json.loads(text)
    found["only"] = tuple(found["only"])
    found["formats"] = tuple(found["formats"])
    found["ways"] = Ways(**found["ways"])
    found["declared"] = declaration(found["declared"])
    found["ids"] = {name: tuple(ids) for name, ids in found["ids"].items()}
    found["done"] = tuple(found["done"])
    found["shard"] = found["shard"] and (found["shard"][0], found["shard"][1])
    found["known"] = tuple(
        Entry(**{**entry, "places": tuple(entry.get("places", ()))}) for entry in found["known"]
    )
    return Settings(**found)
