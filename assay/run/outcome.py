"""The end of a run: merge the workers' ledgers, render the reports, decide the exit code."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from assay import __version__
from assay.run.promises import promises, sources
from assay.run.settings import EXPORTED, LEDGER, PARTS, UNFINISHED, Settings, parsed
from assay.trouble import BROKEN, INCOMPLETE, PASSED, Stop
from contracts import load
from contracts.catalogue import catalogue
from contracts.loader import API
from harness.ledger import Ledger, LedgerError, roll_up
from harness.merging import merge
from harness.verdict import Verdict
from reports.formats import formats
from sandbox.defects import names
from suites.asking import selected
from suites.roots import rooted
from suites.settling import settled, told_once, unreached

_JUDGED = ("pass", "fail", "warn", "known", "fixed")


def finish(settings: Settings, *, complete: bool) -> Ledger:
    """Merge what the workers saw, write ledger, results and report; return the ledger.

    Raises Stop (3) when that cannot be written: what the workers saw is still there.
    """
    try:
        ledger = _merged(settings, complete=complete)
        write_reports(ledger, settings.folder)
    except OSError as trouble:
        text = (
            f"cannot write to {settings.folder}: {trouble.strerror}. What was seen is kept there: "
            f"`assay report {settings.folder}` renders it"
        )
        raise Stop(text, INCOMPLETE) from None
    shutil.rmtree(settings.parts, ignore_errors=True)
    return ledger


def gather(folder: Path) -> None:
    """Merge what a run in `folder` has seen until now, when it wrote no ledger: it was killed.

    The workers' files stay, for the run may still go on. Raises LedgerError, OSError.
    """
    exported = folder / PARTS / EXPORTED
    if (folder / LEDGER).exists() or not exported.exists():
        return
    try:
        settings = parsed(exported.read_text(encoding="utf-8"))
    except (ValueError, KeyError, TypeError) as trouble:
        message = f"{exported} does not say of which run: {trouble}"
        raise LedgerError(message) from None
    _merged(replace(settings, out=str(folder)), complete=False)


def _merged(settings: Settings, *, complete: bool) -> Ledger:
    path = settings.folder / UNFINISHED
    path.unlink(missing_ok=True)
    selection = selected(API, settings.profile, settings.only)
    lost: list[str] = []

    def settle(parts: list[Verdict]) -> Iterable[Verdict]:
        found = roll_up(told_once(selection, parts))
        if complete:
            return settled(selection, found)
        lost.extend(unreached(selection, {verdict.id: verdict for verdict in found}))
        return rooted(found, selection.plan.follows)

    laws = {claim.law for claim in selection.claims()}
    writer = merge(settings.parts.glob("*.ndjson"), path, header(settings, laws),
                   selection.plan.records(), selection.claims(), settle)  # fmt: skip
    finished, planned = time.time(), len(selection.asked)
    writer.footer({
        "finished": finished if complete else None,
        "seconds": round(finished - settings.started, 3), "requests": writer.requests,
        "planned": planned, "answered": planned - len(lost),
        "complete": complete, "unreached": lost,
    })  # fmt: skip
    writer.close()
    path.replace(settings.folder / LEDGER)
    return writer.ledger()


def header(settings: Settings, laws: Iterable[str]) -> dict[str, object]:
    """Return what the ledger says of the run as a whole, and what proves the laws that it asks."""
    return {
        "run": settings.run, "started": settings.started, "base_url": settings.base_url,
        "profile": settings.profile, "seed": settings.seed, "version": __version__,
        "api_version": settings.api_version, "only": list(settings.only), "ids": settings.ids,
        "workers": settings.workers, "resources": [r.name for r in load().resources],
        "operations": {o.title: o.id for o in load().operations},
        "faults": {law: names(law) for law in sorted(laws)},
        "clauses": promises(load(), catalogue()), "sources": sources(catalogue()),
    }  # fmt: skip


def write_reports(ledger: Ledger, folder: Path) -> None:
    """Render a ledger in every format."""
    for form in formats():
        form.write(ledger, folder)


def exit_code(ledger: Ledger) -> int:
    """Return the exit code that a ledger deserves."""
    totals = ledger.totals
    if totals["fail"] or totals["fixed"]:
        return BROKEN
    if not ledger.complete or totals["error"] or not totals["pass"]:
        return INCOMPLETE
    return PASSED


def checked(ledger: Ledger) -> int:
    """Return how many verdicts say something about the target."""
    return sum(ledger.totals[status] for status in _JUDGED)
