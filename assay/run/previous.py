"""The runs before this one, against the same server: what a report compares with unasked."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assay.run.earlier import Earlier, UnreadableError, earlier
from assay.run.marks import read_mark
from assay.run.settings import Settings
from assay.run.shelf import marked
from assay.trouble import loaded
from reports.formats.results import FILE, FILTERS, Glance, glance

_MOST = 50_000_000  # bytes of its results: to read more would take seconds
_RUNS = 60  # newest ones that are looked at
_POINTS = 30  # of a trend


@dataclass(frozen=True, slots=True)
class _Before:
    path: Path
    told: Glance


def previous(settings: Settings) -> Earlier | None:
    """Return the newest run that stands beside a run's folder and asked the same server.

    It is of the same API and, where there is such a one, was asked with the same profile, filters
    and shard. None for a run whose folder was named, where there is none, and where it cannot be
    read: nothing depends on it.
    """
    found = [before for before in _before(settings) if _short(before.path)]
    alike = [before for before in found if _alike(before.told, settings)]
    with contextlib.suppress(UnreadableError):
        return earlier((alike or found)[0].path) if found else None
    return None


def trend(settings: Settings) -> list[dict[str, Any]]:
    """Return what the runs before came to that asked the same of the same server, oldest first.

    Each is its `run`, when it was `started` (ISO 8601), its `result`, how many of the planned musts
    held, `held` of `musts`, and how many musts were `broken`, None where it does not say.
    """
    alike = [b.told for b in _before(settings) if _alike(b.told, settings) and b.told.musts]
    return [
        {"run": str(told.run.get("id") or ""), "started": str(told.run.get("started") or ""),
         "result": told.result, "held": told.held, "musts": told.musts, "broken": told.broken}
        for told in reversed(alike[:_POINTS])
    ]  # fmt: skip


def _before(settings: Settings) -> Iterator[_Before]:
    """Yield the runs of the same API and server beside a run's folder, the newest first."""
    own = read_mark(settings.folder)
    if own is None or own.named:
        return
    found = [
        (mark.started, path) for path, mark in marked(settings.folder.parent)
        if mark.base_url == own.base_url and mark.run != own.run and mark.started <= own.started
        and not mark.named
    ]  # fmt: skip
    for _, path in sorted(found, reverse=True)[:_RUNS]:
        told = glance(path / FILE)
        if told is not None and _same_api(told, settings):
            yield _Before(path / FILE, told)


def _same_api(told: Glance, settings: Settings) -> bool:
    """Whether a run was of the API of this one; an older file does not say, and counts."""
    said = told.run.get("contracts")
    return not isinstance(said, dict) or said.get("name") == loaded(settings.package).api.name


def _alike(told: Glance, settings: Settings) -> bool:
    """Whether a run was asked what this one is asked."""
    run = told.run
    then = run.get("profile"), run.get("only") or [], run.get("shard")
    shard = list(settings.shard) if settings.shard else None
    return then == (settings.profile, list(settings.only)[:FILTERS], shard)


def _short(path: Path) -> bool:
    with contextlib.suppress(OSError):
        return path.is_file() and path.stat().st_size <= _MOST
    return False
