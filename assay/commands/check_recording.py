"""`assay check-recording`: judge traffic that was recorded elsewhere, offline and without a key."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import click

from assay import packages
from assay.trouble import BROKEN, INCOMPLETE, PASSED, Stop, told
from harness.judge import Scope
from harness.legible import line, quoted
from recordings.examine import Observation, examine
from recordings.read.files import read
from recordings.scope import ANOTHER


@click.command("check-recording", short_help="Judge recorded traffic: cassettes and HAR archives.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@packages.option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--only", multiple=True, metavar="GLOB", help="Only findings whose id matches.")
@click.option("--base-url-host", "hosts", multiple=True, metavar="HOST",
              help="A host that speaks the API, beside its own.")  # fmt: skip
@click.option("--mock", is_flag=True, help="Every host speaks the API: judge all that is in scope.")
@click.option(
    "--allow-nothing",
    is_flag=True,
    help="End with 0 where nothing could be checked: a hook sees what a commit changes.",
)
def check_recording(
    paths: tuple[Path, ...], as_json: bool, only: tuple[str, ...], hosts: tuple[str, ...],
    mock: bool, allow_nothing: bool, contracts: str | None,
) -> None:  # fmt: skip
    """Judge cassettes (YAML or JSON) and HAR archives; folders are walked.

    Exit code: 0 no must is broken, 1 one is, 3 nothing could be checked.
    """
    package = packages.chosen(contracts)
    names = {host.partition(":")[0].lower() for host in hosts}
    exchanges = checked = 0
    found: list[Observation] = []
    skipped: list[tuple[str, str]] = []
    unjudged: Counter[str] = Counter()
    for recording in read(paths):
        if recording.skipped:
            skipped.append((recording.file, recording.skipped))
        with told(package.root):
            examined = examine(recording, package, names, mock=mock)
        exchanges += examined.exchanges
        checked += examined.checked
        found.extend(examined.observations)
        unjudged.update(examined.unjudged)
    found = list(_asked(found, only))
    if as_json:
        records = {"exchanges": exchanges, "checked": checked,
                   "unjudged": dict(sorted(unjudged.items())),
                   "findings": [_record(one) for one in found],
                   "skipped": [{"file": f, "reason": r} for f, r in skipped]}  # fmt: skip
        click.echo(quoted(json.dumps(records, indent=2, ensure_ascii=False)))
    else:
        _print(found)
        for file, reason in skipped:
            click.echo(line(f"skipped {file}: {reason}"), err=True)
        click.echo(f"{exchanges} exchanges, {checked} checked, {len(found)} findings")
        _print_unjudged(unjudged)
    if not checked and not allow_nothing:
        raise Stop("nothing in these recordings could be checked", INCOMPLETE)
    raise SystemExit(BROKEN if any(one.level == "must" for one in found) else PASSED)


def _asked(found: Iterable[Observation], only: tuple[str, ...]) -> Iterator[Observation]:
    scope = Scope(only)
    return (one for one in found if scope.holds(one.id) or (only and scope.holds(one.check)))


def _record(one: Observation) -> dict[str, object]:
    return {"file": one.file, "index": one.index, "operation": one.operation.title,
            "check": one.check, "clause": one.clause, "level": one.level,
            "expected": one.expected, "observed": one.observed, "request": one.request,
            "id": one.id}  # fmt: skip


def _print(found: list[Observation]) -> None:
    for file, there in groupby(found, key=lambda one: one.file):
        click.echo(line(file))
        for index, group in groupby(there, key=lambda one: one.index):
            together = list(group)
            click.echo(f"  exchange {index}  {together[0].operation.title}")
            click.echo(f"    {line(together[0].request)}")
            for one in together:
                click.echo(f"    {one.level:<6}  {line(one.check)}  {one.clause}")
                click.echo(f"            expected  {line(one.expected)}")
                click.echo(f"            observed  {line(one.observed)}")
        click.echo()


def _print_unjudged(unjudged: Counter[str]) -> None:
    if not unjudged:
        return
    click.echo(f"{unjudged.total()} in scope not judged:")
    for reason, count in sorted(unjudged.items()):
        click.echo(f"  {count}  {line(reason)}")
    if ANOTHER in unjudged:
        click.echo("  (--mock judges them all, --base-url-host those of one host)")


COMMAND = check_recording
