"""The closing words of a run on the terminal."""

from __future__ import annotations

import click

from assay.run.settings import Settings
from harness.ledger import Ledger
from harness.result import sentences
from harness.verdict import ORDER, Verdict
from reports.absent import absent
from reports.columns import Columns
from reports.grouping import causes
from reports.overview import Overview, overview

_SHOWN = 12  # causes of a status
_LINES = 4  # promises, and observations, of an overview


def summarise(ledger: Ledger, settings: Settings) -> None:
    """Print totals, the failures grouped by cause, and where the report is."""
    totals = ledger.totals
    counts = ", ".join(f"{totals[status]} {status}" for status in ORDER if totals[status])
    spent = f" in {ledger.footer['seconds']} s" if ledger.footer else ""
    click.echo(f"{counts or 'no verdicts'}{spent}, {len(ledger.exchanges)} requests")
    if not ledger.complete:
        lost = len((ledger.footer or {}).get("unreached") or ())
        click.echo(f"the run is INCOMPLETE: it was ended before its end, {lost} claims unasked")
    for text in sentences(ledger):
        click.echo(text)
    for status in ("fail", "error", "warn"):
        _group(status, [v for v in ledger.verdicts if v.status == status], ledger)
    if gone := absent(ledger).line:
        click.echo(gone)
    click.echo(f"report: {settings.folder / 'report.html'}")


def _group(status: str, verdicts: list[Verdict], ledger: Ledger) -> None:
    resources: list[str] = ledger.header.get("resources", [])
    if status == "fail":
        says = ledger.header.get("clauses") or {}
        _overview(overview(verdicts, resources, says, Columns(ledger.laws)))
    ranked = causes(verdicts, resources)
    for cause in ranked[:_SHOWN]:
        more = f" and {cause.count - 1} more" if cause.count > 1 else ""
        click.echo(f"  {status} {cause.first.id}{more}: {cause.first.message[:200]}")
    if len(ranked) > _SHOWN:
        click.echo(f"  … {len(ranked) - _SHOWN} more causes of {status} in the report")


def _overview(found: Overview) -> None:
    """Print what many failures come to."""
    if not found.promises:
        return
    click.echo("most of it:")
    for line in found.promises[:_LINES]:
        name = "" if line.query.startswith(".") else f"{line.query}: "
        click.echo(f"  {line.count:5} {name}{line.words}")
    for line in found.observations[:_LINES]:
        click.echo(f"  {line.count:5} observed: {line.words}")
    click.echo("by cause:")
