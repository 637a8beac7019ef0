"""The run before this one, against the same server: what a report compares with unasked."""

from __future__ import annotations

import contextlib
from pathlib import Path

from assay.run.earlier import Earlier, UnreadableError, earlier
from assay.run.marks import read_mark
from assay.run.settings import Settings
from assay.run.shelf import marked
from reports.formats import results

_MOST = 50_000_000  # bytes of its results: to read more would take seconds


def previous(settings: Settings) -> Earlier | None:
    """Return the newest run that stands beside a run's folder and asked the same server.

    None for a run whose folder was named, where there is none, and where it cannot be read: nothing
    depends on it.
    """
    own = read_mark(settings.folder)
    if own is None or own.named:
        return None
    found = [
        (mark.started, path) for path, mark in marked(settings.folder.parent)
        if mark.base_url == own.base_url and mark.run != own.run and mark.started <= own.started
        and not mark.named and _short(path / results.FILE)
    ]  # fmt: skip
    with contextlib.suppress(UnreadableError):
        return earlier(max(found)[1] / results.FILE) if found else None
    return None


def _short(path: Path) -> bool:
    with contextlib.suppress(OSError):
        return path.is_file() and path.stat().st_size <= _MOST
    return False
