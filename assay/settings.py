"""What a run was asked for, as a value that travels to every worker. It holds no key."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

ENV = "ASSAY_SETTINGS"
PROFILES = ("smoke", "standard", "thorough")


@dataclass(frozen=True, slots=True)
class Settings:
    """One run: target, scope, where to write. Times in seconds, `rate` in requests a second."""

    run: str
    base_url: str
    out: str
    api_version: str
    profile: str = "standard"
    only: tuple[str, ...] = ()
    seed: int = 0
    workers: int = 1
    timeout: float = 10.0
    rate: float | None = None
    ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    started: float = 0.0

    @property
    def folder(self) -> Path:
        """Where the run writes."""
        return Path(self.out)

    @property
    def parts(self) -> Path:
        """Where the workers write their ledgers."""
        return self.folder / "parts"

    def export(self) -> None:
        """Put the settings where this process and its workers find them."""
        path = self.parts / "settings.json"
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")
        os.environ[ENV] = str(path)


def from_environment() -> Settings | None:
    """Return the settings that `export` left, or None."""
    path = os.environ.get(ENV)
    if not path or not Path(path).exists():
        return None
    found = json.loads(Path(path).read_text(encoding="utf-8"))
    found["only"] = tuple(found["only"])
    found["ids"] = {name: tuple(ids) for name, ids in found["ids"].items()}
    return Settings(**found)
