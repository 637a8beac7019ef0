"""What failed in an earlier run, to be asked again: `assay run --failed`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from assay.run.configuring import Options, configuration
from assay.run.marks import held
from assay.run.outcome import gather
from assay.run.shelf import SHELF, follow, runs
from assay.trouble import USAGE, Stop, Unasked
from contracts.retired import retired
from harness.config import ConfigError
from harness.judge import Scope
from harness.ledger import FORMAT, LedgerError
from harness.verdict import Status
from suites.asking import planned
from suites.law import PROFILES

NOT_GREEN: tuple[Status, ...] = ("fail", "warn", "error")
_KINDS = ('{"kind":"header"', '{"kind":"verdict"', '{"kind":"footer"')


@dataclass(frozen=True, slots=True)
class Told:
    """A status, and what was said of it."""

    status: Status
    message: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run was, and what it found, by the ids of the claims; not its exchanges."""

    folder: Path
    header: Mapping[str, Any]
    found: Mapping[str, Told]
    complete: bool

    @property
    def failed(self) -> tuple[str, ...]:
        """The ids of what did not hold, or could not be judged for an error."""
        return tuple(name for name, told in self.found.items() if told.status in NOT_GREEN)


def again(options: Options, run: str) -> Options:
    """Return how to ask again what failed in a run, "" for the newest against the same server.

    The same requests are drawn: seed and profile are that run's. Raises Stop (2) when there is no
    such run, and Unasked when nothing failed in it: nothing is asked, and that is no pass.
    """
    earlier = read_run(_folder(options, run))
    profile = earlier.header.get("profile", "standard")
    root = options.package.root
    told = (earlier.header.get("contracts") or {}).get("name", options.package.api.name)
    if told != options.package.api.name:
        text = f"{earlier.folder} is of the API {told}, and this is {options.package.api.name}"
        raise Stop(f"{text}: name its package by --contracts", USAGE)
    wanted = [name for name in earlier.failed if Scope(options.only or ()).holds(name)]
    asked = planned(root, profile if profile in PROFILES else "standard").claims
    former = retired(root).renamed
    there = [name for name in wanted if former.get(name, name) in asked]
    if not there:
        raise Unasked(_nothing(earlier, wanted, options.only))
    lost = len(wanted) - len(there)
    if lost:
        click.echo(f"note: {lost} of what failed is no claim that can be asked again", err=True)
    text = f"asking again {len(there)} claims that failed in {earlier.folder}"
    click.echo(text if earlier.complete else f"{text}, which is incomplete", err=True)
    seed = options.seed if options.seed is not None else earlier.header.get("seed")
    return replace(options, profile=profile, seed=seed, only=tuple(there), listed={})


def _nothing(earlier: Run, wanted: list[str], only: tuple[str, ...]) -> str:
    """Return that nothing can be asked again, and why."""
    if wanted:
        first = f"{wanted[0]}: {earlier.found[wanted[0]].message}"
        return f"what failed in {earlier.folder} is no claim ({first}): run all of it again"
    of_these = " of what --only asks for" if only else ""
    whole = "" if earlier.complete else " as far as it came: it is incomplete"
    return (
        f"nothing{of_these} failed in {earlier.folder}{whole}, so nothing was asked; "
        "without --failed all is"
    )


def _folder(options: Options, run: str) -> Path:
    """Return the folder of the run that is meant. Raises Stop."""
    if run:
        named = Path(run) if Path(run).exists() else Path(SHELF) / run
        found = follow(named)
        if not found.is_dir():
            raise Stop(f"there is no run {run}; `assay runs` lists those in {SHELF}", USAGE)
        return found
    try:
        url = configuration(options, options.package).base_url
    except ConfigError as trouble:
        raise Stop(str(trouble), USAGE) from None
    if url is None:
        text = (
            "the embedded sandbox is a new one in each run: give the --base-url of your server, "
            "or name the run, as in --failed reports/out/latest"
        )
        raise Stop(text, USAGE)
    newest = _newest(url)
    if newest is None:
        raise Stop(f"no run of {url} is in {SHELF}; name one by its folder", USAGE)
    return newest


def _newest(url: str) -> Path | None:
    """Return the newest run against a server that has ended, None without any."""
    for run in runs(Path(SHELF)):
        if run.mark.base_url.rstrip("/") == url.rstrip("/") and not _goes_on(run.folder):
            return run.folder
    return None


def _goes_on(folder: Path) -> bool:
    try:
        return held(folder)
    except OSError:
        return False


def read_run(folder: Path) -> Run:
    """Return what a run found. Raises Stop (2) when its folder has no ledger."""
    try:
        records = list(_records(gather(folder, folder)))
    except (OSError, LedgerError, ValueError) as trouble:
        raise Stop(f"{folder} is no run that can be read: {trouble}", USAGE) from None
    header = next((r for r in records if r["kind"] == "header"), {})
    if header.get("format") != FORMAT:
        raise Stop(f"{folder} is no run that this version of Assay can read", USAGE)
    verdicts = (r for r in records if r["kind"] == "verdict")
    found = {r["id"]: Told(r["status"], r.get("message", "")) for r in verdicts}
    ends = [r for r in records if r["kind"] == "footer"]
    return Run(folder, header, found, bool(ends) and ends[-1].get("complete") is not False)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a ledger but for its exchanges, which are most of it."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.startswith(_KINDS) and line.endswith("}\n"):
                yield json.loads(line)
