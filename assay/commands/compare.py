"""`assay compare`: what changed between two runs, or differs between two servers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from assay.commands.report import read
from assay.run.shelf import SHELF, follow
from assay.trouble import BROKEN, PASSED, unwritten
from harness.ledger import Ledger, LedgerError, load_ledger
from harness.legible import line, quoted
from reports.behind import Behind, behind
from reports.comparing import KINDS, Change, Comparison, Kind, compare
from reports.comparison import render
from reports.differing import Answers, answers
from reports.drawn import MARK
from reports.formats import put
from reports.formats.results import moment
from reports.headline import headline

FORMAT = "assay-compare-1"
_TOLD = 25  # causes, claims of one kind, and
_FIELDS = 5  # fields of one claim, that the terminal shows


@click.command("compare", short_help="Say what changed between two runs, or two servers.")
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with all of it.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Also write it as one offline page.")  # fmt: skip
def comparing(before: Path, after: Path, as_json: bool, html: Path | None) -> None:
    """Say of which claims the run AFTER says something else than the run BEFORE.

    A run is its folder, or its name in reports/out; BEFORE may be a file of `assay record`, and
    then answers are compared too. Ids, times and other words that are drawn anew in each run are
    not compared. Exit code: 0 nothing is worse, 1 something is broken, or judged no longer, that
    was not so before, or answers differ from a record's, 2 wrong usage.
    """
    ledgers = ledger_of(before), ledger_of(after)
    found = compare(*ledgers)
    told = answers(*ledgers) if ledgers[0].header.get("record") else None
    causes = behind(ledgers, found)
    if html is not None:
        _write(html, render(ledgers, found, told, causes))
    if as_json:
        shown = _plain(ledgers, found, causes) | (
            {} if told is None else {"answers": _answers(told)}
        )
        click.echo(quoted(json.dumps(shown, indent=2, ensure_ascii=False)))
    else:
        for text in (*_lines(ledgers, found, causes), *(() if told is None else _differing(told))):
            click.echo(line(text))
    raise SystemExit(BROKEN if found.worse or (told and told.differing) else PASSED)


def _write(path: Path, text: str) -> None:
    """Write a page. Raises Stop (2)."""
    try:
        put(path, text)
    except OSError as trouble:
        raise unwritten(path, trouble) from None


def ledger_of(path: Path) -> Ledger:
    """Return the ledger of a run, by its folder or its name. Raises UsageError, Stop."""
    folder = follow(path if path.exists() else Path(SHELF) / path)
    if folder.is_file():
        return _recorded(folder)
    if not folder.is_dir():
        raise click.UsageError(f"{path} is no folder of a run, and no name of one in {SHELF}")
    return read(folder)


def _recorded(path: Path) -> Ledger:
    """Return a record. Raises UsageError."""
    try:
        found = load_ledger(path)
    except (OSError, LedgerError) as trouble:
        raise click.UsageError(f"{path} is no record: {trouble}") from None
    if not found.header.get("record"):
        text = f"{path} is no folder of a run, and no record that `assay record` has written"
        raise click.UsageError(text)
    return found


def _plain(
    ledgers: tuple[Ledger, Ledger], found: Comparison, causes: Sequence[Behind]
) -> dict[str, Any]:
    """Return a comparison as plain data."""
    return {
        "format": FORMAT, "before": _run(ledgers[0]), "after": _run(ledgers[1]),
        "notes": list(found.notes), "worse": found.worse, "same": found.same,
        "counts": found.counts, "causes": [cause.plain for cause in causes],
        "changes": [change.plain for change in found.changes],
    }  # fmt: skip


def _run(ledger: Ledger) -> dict[str, Any]:
    named = ("run", "base_url", "profile", "seed", "version", "api_version")
    return {**{name: ledger.header.get(name) for name in named},
            "started": moment(ledger.header.get("started")), "complete": ledger.complete,
            "result": headline(ledger).word, "totals": ledger.totals}  # fmt: skip


def _lines(
    ledgers: tuple[Ledger, Ledger], found: Comparison, causes: Sequence[Behind]
) -> Iterator[str]:
    for word, ledger in zip(("before", "after"), map(_run, ledgers), strict=True):
        named = (ledger["run"], ledger["started"], ledger["base_url"])
        told = " ".join(text for text in named if text and text != MARK)
        yield f"{word}: {told} ({ledger['profile']}, seed {ledger['seed']}): {ledger['result']}"
    yield from (f"note: {note}" for note in found.notes)
    counts = [f"{count:,} {kind}" for kind, count in found.counts.items() if count]
    yield f"{', '.join(counts) or 'nothing changed'}; {found.same:,} claims as before"
    if causes:
        yield "by cause:"
    yield from (f"  {cause.title}: {cause.numbers}" for cause in causes[:_TOLD])
    if len(causes) > _TOLD:
        yield f"  … {len(causes) - _TOLD:,} more causes; --json has them"
    for kind in KINDS:
        yield from _told(kind, found.of(kind))


def _told(kind: Kind, changes: tuple[Change, ...]) -> Iterator[str]:
    """Yield the claims that changed in one way."""
    if changes:
        yield f"{kind} ({KINDS[kind]}):"
    for change in changes[:_TOLD]:
        statuses = " → ".join(filter(None, (change.before, change.after)))
        yield f"  {change.id}  {statuses}  {change.clause}"
        if change.message:
            yield f"      {change.message}"
        for field in change.fields[:_FIELDS]:
            place = f"{field.place}: " if field.place else ""
            yield f"      {place}{field.before}, then {field.after}"
        if len(change.fields) > _FIELDS:
            yield f"      … {len(change.fields) - _FIELDS} more fields; --json has them"
    if len(changes) > _TOLD:
        yield f"  … {len(changes) - _TOLD:,} more; --json has them"


def _answers(told: Answers) -> dict[str, Any]:
    return {"alike": told.alike, "unseen": list(told.unseen),
            "differing": [one.plain for one in told.differing]}  # fmt: skip


def _differing(told: Answers) -> Iterator[str]:
    yield (f"{len(told.differing):,} recorded answers differ, {told.alike:,} are alike, "
           f"{len(told.unseen):,} were not seen")  # fmt: skip
    for one in told.differing[:_TOLD]:
        yield f"  {one.operation}: {one.situation}{'' if one.same else ' (another request)'}"
        yield f"      {one.request}"
        for field in one.fields[:_FIELDS]:
            yield f"      {field.place}: {field.before}, then {field.after}"
        if len(one.fields) + one.more > _FIELDS:
            yield f"      … {len(one.fields) + one.more - _FIELDS} more fields"
    if len(told.differing) > _TOLD:
        yield f"  … {len(told.differing) - _TOLD:,} more; --json has them"


COMMAND = comparing
