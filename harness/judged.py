"""Keeps what earlier runs have judged, so that a claim that lost its judgement is noticed.

Thousands of ids are a nuisance in a file that people edit: they have one of their own beside it, a
line each, sorted, so that a review shows what was won and lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from harness.config import ConfigError
from harness.known_file import read_text

FORMAT = "assay-judged-1"
_HEAD = "# What runs have judged, by profile: `assay known update` writes it.\n"
Judged = Mapping[str, AbstractSet[str]]  # the ids of claims by the name of a profile


def load_judged(path: Path) -> dict[str, frozenset[str]]:
    """Read what was judged. Raises ConfigError, with file and line."""
    found: dict[str, set[str]] = {}
    profile = ""
    lines = (line.strip() for line in read_text(path).splitlines())
    told = [(number, line) for number, line in enumerate(lines, 1) if line and line[0] != "#"]
    if not told or told[0][1] != FORMAT:
        message = f"{path} does not say what was judged; `assay known update RUN` writes it anew"
        raise ConfigError(message)
    for number, line in told[1:]:
        if line.startswith("["):
            profile = line.strip("[]")
            found.setdefault(profile, set())
        elif profile and line.isprintable() and " " not in line:
            found[profile].add(line)
        else:
            message = f"{path}:{number}: {line[:60]!r} is no id of a claim"
            raise ConfigError(message)
    return {name: frozenset(ids) for name, ids in found.items()}


def dump_judged(judged: Judged) -> str:
    """Return what was judged as the text that `load_judged` reads."""
    parts = [f"\n[{name}]\n" + "".join(f"{claim}\n" for claim in sorted(judged[name]))
             for name in sorted(judged) if judged[name]]  # fmt: skip
    return f"{_HEAD}{FORMAT}\n{''.join(parts)}"
