"""The end of a run: merge the workers' ledgers, render the reports, decide the exit code."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from assay import __version__
from assay.packages import below
from assay.run.concluding import conclude
from assay.run.expecting import NOTHING, Expected
from assay.run.interruption import finishing
from assay.run.lifecycles import lifecycles
from assay.run.marks import held, read_mark
from assay.run.passing import passing
from assay.run.previous import previous, trend
from assay.run.promises import promises, sources
from assay.run.reference import referenced
from assay.run.rows import rows_of
from assay.run.settings import EXPORTED, GATHERED, LEDGER, PARTS, UNFINISHED, Settings, parsed
from assay.run.sharing import selection_of
from assay.trouble import (
    BROKEN,
    FULL,
    INCOMPLETE,
    PASSED,
    Stop,
    loaded,
    unwritable,
    unwritten,
)
from contracts.catalogue import catalogue
from harness.known import filled
from harness.ledger import Ledger, LedgerError, finished, load_ledger, roll_up
from harness.merging import merge
from harness.result import result
from harness.verdict import JUDGED, Verdict
from reports.formats import STANDARD, chosen
from sandbox.defects import names
from suites.selection import Unmatched
from suites.settling import hanging, settled, told_once, unreached

_CODES = {"PASS": PASSED, "FAIL": BROKEN, "INCOMPLETE": INCOMPLETE}


def finish(
    settings: Settings, expected: Expected = NOTHING, *, complete: bool, now: float | None = None
) -> Ledger:
    """Merge what the workers saw, write ledger, results and report; return the ledger.

    `expected` is what the run is held against beside the contracts; `now` is when it ended.

    Raises Stop (3) when that cannot be written: what the workers saw is still there. A process that
    is told to end does this first.
    """
    folder = settings.folder
    with finishing(f"`assay report {folder}` goes on with it"):
        try:
            return concluded(settings, compared(settings, expected), complete=complete, now=now)
        except OSError as trouble:
            text = (
                f"{unwritable(folder, trouble)}. What was seen is kept there: "
                f"`assay report {folder} --out DIR` renders it elsewhere"
            )
            raise Stop(text, INCOMPLETE) from None


def compared(settings: Settings, expected: Expected) -> Expected:
    """Return what a run is held against, with the runs before it that stand beside its folder."""
    expected = replace(expected, trend=tuple(trend(settings)))
    if expected.baseline is None:
        expected = replace(expected, previous=previous(settings))
    return expected


def concluded(
    settings: Settings, expected: Expected, *, complete: bool, now: float | None
) -> Ledger:  # fmt: skip
    """Do what `finish` does, whoever tells the process to end. Raises OSError."""
    folder = settings.folder
    path = folder / UNFINISHED
    ledger = _merged(settings, path, expected, complete=complete, now=now, moved=True)
    ledger = referenced(settings, ledger)
    write_reports(ledger, folder, (*STANDARD, *settings.formats))
    shutil.rmtree(settings.parts, ignore_errors=True)
    return ledger


def stands(folder: Path) -> bool:
    """Whether a run's folder holds a ledger that is whole, or nothing to make one of."""
    return finished(folder / LEDGER) or not (folder / PARTS / EXPORTED).is_file()


def gather(folder: Path, out: Path) -> Path:
    """Return the ledger of a run in `folder`: its own, or what it has seen, merged to `out`.

    That is done when it wrote none to the end: it was killed, or its disk was full. The workers'
    files stay, for the run may still go on. Raises LedgerError, OSError.
    """
    exported = folder / PARTS / EXPORTED
    if stands(folder):
        return folder / LEDGER
    try:
        settings = parsed(exported.read_text(encoding="utf-8"))
    except (ValueError, KeyError, TypeError) as trouble:
        message = f"{exported} does not say of which run: {trouble}"
        raise LedgerError(message) from None
    last = max((path.stat().st_mtime for path in exported.parent.glob("*.ndjson")), default=None)
    begun = out / GATHERED
    begun.unlink(missing_ok=True)
    try:
        _merged(replace(settings, out=str(folder)), begun, complete=True, now=last)
    except Unmatched as trouble:
        message = f"{exported} names what no claim matches: {trouble}"
        raise LedgerError(message) from None
    runs = read_mark(folder) is not None and held(folder)
    if out.resolve() == folder.resolve() and stands(folder) and not runs:
        (folder / UNFINISHED).unlink(missing_ok=True)  # what it holds stands in the ledger now
    return out / LEDGER


def ledger_in(folder: Path) -> Ledger:
    """Return the ledger of a run's folder, where nothing is written: of one that came to no end
    what was seen is merged elsewhere.

    Raises LedgerError, OSError, and Stop where there is no room for that.
    """
    if stands(folder):
        return load_ledger(folder / LEDGER)
    with passing() as made:
        try:
            return load_ledger(gather(folder, made))
        except OSError as trouble:
            if trouble.errno not in FULL:
                raise
            raise unwritten(made, trouble) from None


def _merged(
    settings: Settings, path: Path, expected: Expected = NOTHING, *, complete: bool,
    now: float | None = None, moved: bool = False,
) -> Ledger:  # fmt: skip
    """Merge what the workers wrote, first to `path`; complete is what was asked to its end.

    `now` is when the run ended, in seconds since 1970; by default it ends now. With `moved` the
    workers' files go as they are copied, else what such a merge that came to no end holds counts.

    Raises LedgerError, and OSError without leaving anything half-written that can be made again.
    """
    selection = selection_of(settings)
    lost: list[str] = []
    ended: list[str] = []
    told: dict[str, object] = {}
    groups = {group.id for group in selection.groups}
    whole = {group.id for group in selection_of(replace(settings, shard=None)).groups}

    def settle(parts: list[Verdict], asked: AbstractSet[str]) -> Iterable[Verdict]:
        nonlocal complete
        complete = complete and groups <= asked
        ended.extend(sorted(groups & asked))
        rolled = roll_up(told_once(selection, parts))
        if not complete:
            lost.extend(unreached(selection, {verdict.id: verdict for verdict in rolled}))
        found = settled(selection, rolled) if complete else hanging(selection, rolled)
        conclusion = conclude(selection, settings, found, expected, whole - asked)
        told.update(conclusion.footer)
        told["rows"] = rows_of(selection, conclusion.verdicts)
        return conclusion.verdicts

    laws = {claim.law for claim in selection.claims()}
    parts = (part for part in settings.parts.glob("*.ndjson") if part.is_file())
    writer = merge(
        parts, path, header(settings, laws), selection.plan.records(), selection.claims(), settle,
        moved=moved, before=None if moved else settings.folder / UNFINISHED,
    )  # fmt: skip
    now, planned = now or time.time(), len(selection.asked)
    try:
        writer.footer({
            "finished": now if complete else None,
            "seconds": round(now - settings.started, 3), "requests": writer.requests,
            "planned": planned, "answered": planned - len(lost),
            "complete": complete, "unreached": lost, **told,
            **({} if complete else {"asked": ended}),
        })  # fmt: skip
        writer.close()
        if moved or not finished(path.with_name(LEDGER)):  # the run may have come to its end
            path.replace(path.with_name(LEDGER))
    except OSError:
        writer.discard()
        raise
    return writer.ledger()


def header(settings: Settings, laws: Iterable[str]) -> dict[str, object]:
    """Return what the ledger says of the run as a whole, and what proves the laws that it asks."""
    settings, package, asked = settings.shown(), settings.package, sorted(laws)
    contracts, clauses = loaded(package), catalogue(package)
    return {
        "run": settings.run, "started": settings.started, "base_url": settings.base_url,
        "profile": settings.profile, "seed": settings.seed, "version": __version__,
        "api_version": settings.api_version,
        "contracts": {"name": contracts.api.name, "at": settings.contracts},
        "only": list(settings.only), "ids": settings.ids,
        "declared": settings.declared.plain(),
        "shard": settings.shard, "settings": replace(settings, out="", done=()).dump(),
        "workers": settings.workers, "resources": [r.name for r in contracts.resources],
        "files": {r.name: r.file for r in contracts.resources if r.file},
        "operations": {o.title: o.id for o in contracts.operations},
        "places": {o.id: o.at for o in contracts.operations if o.at},
        "below": below(settings.contracts),
        "known": [filled(entry) for entry in settings.known],
        "faults": {law: names(law, package) for law in asked},
        "clauses": promises(contracts, clauses), "sources": sources(clauses),
        "lifecycles": lifecycles(contracts, asked),
    }  # fmt: skip


def write_reports(
    ledger: Ledger, folder: Path, names: Iterable[str] = STANDARD
) -> tuple[Path, ...]:
    """Render a ledger in formats, and return what was written. Raises OSError."""
    return tuple(form.write(ledger, folder) for form in chosen(names))


def add_report(ledger: Ledger, name: str, folder: Path) -> None:
    """Render a ledger into a folder of the user's, beside what is there. Raises Stop (3)."""
    try:
        for form in chosen((name,)):
            form.add(ledger, folder)
    except OSError as trouble:
        raise Stop(unwritable(folder, trouble), INCOMPLETE) from None


def exit_code(ledger: Ledger) -> int:
    """Return the exit code that a ledger deserves."""
    return _CODES[result(ledger)]


def checked(ledger: Ledger) -> int:
    """Return how many verdicts say something about the target."""
    return sum(ledger.totals[status] for status in JUDGED)
