"""What a run was asked for, as a value that travels to every worker. It holds no key."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from suites.law import Profile

ENV = "ASSAY_SETTINGS"
LEDGER = "ledger.ndjson"
PARTS = "parts"
EXPORTED = "settings.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """One run: target, scope, where to write. Times in seconds, `rate` in requests a second."""

    run: str
    base_url: str
    out: str
    api_version: str
    profile: Profile = "standard"
    only: tuple[str, ...] = ()
    seed: int = 0
    workers: int = 1
    concurrency: int = 1  # groups that are asked at a time
    timeout: float = 10.0
    rate: float | None = None
    ca_bundle: str | None = None
    ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    started: float = 0.0

    @property
    def folder(self) -> Path:
        """Where the run writes."""
        return Path(self.out)

    @property
    def parts(self) -> Path:
        """Where the workers write their ledgers."""
        return self.folder / PARTS

    def export(self) -> None:
        """Put the settings where this process and its workers find them."""
        path = self.parts / EXPORTED
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")
        os.environ[ENV] = str(path)


def from_environment() -> Settings | None:
    """Return the settings that `export` left, or None."""
    path = os.environ.get(ENV)
    return read_settings(Path(path)) if path and Path(path).exists() else None


def read_settings(path: Path) -> Settings:
    """Return the settings that `export` wrote to a file."""
    found = json.loads(path.read_text(encoding="utf-8"))
    found["only"] = tuple(found["only"])
    found["ids"] = {name: tuple(ids) for name, ids in found["ids"].items()}
    return Settings(**found)
