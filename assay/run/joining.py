"""Makes one run of the shards of a plan: each claim gets the verdict that one run would give it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from assay.packages import named as named_package
from assay.run.anew import anew
from assay.run.expecting import Expected
from assay.run.folders import mark_of, placed, tell
from assay.run.outcome import compared, concluded, header, ledger_in
from assay.run.settings import Settings, parsed
from assay.run.sharing import Shard, named, selection_of
from assay.run.shelf import follow
from assay.trouble import USAGE, Stop, unwritten
from harness.ledger import Ledger, LedgerError, LedgerWriter, load_ledger
from harness.legible import line
from harness.verdict import Verdict
from suites.selection import Unmatched

_ALIKE = ("profile", "seed", "only", "declared", "ids", "api_version", "read_only")


@dataclass(frozen=True, slots=True)
class Part:
    """A run that asked one shard: where it is, what it was asked for, and its ledger."""

    path: Path
    settings: Settings
    ledger: Ledger

    @property
    def shard(self) -> Shard:
        """Which of how many."""
        return self.settings.shard or (1, 1)

    @property
    def asked(self) -> tuple[str, ...]:
        """The groups that came to their end: all, where the run did. Raises Stop."""
        if not self.ledger.complete:
            return tuple((self.ledger.footer or {}).get("asked", ()))
        try:
            return tuple(group.id for group in selection_of(self.settings).groups)
        except Unmatched as trouble:
            raise Stop(f"{self.path} names what no claim matches: {trouble}", USAGE) from None


def joined(
    paths: Sequence[Path],
    out: str | None,
    package: str | None = None,
    *,
    fail_on_warn: bool = False,
) -> tuple[Ledger, Path]:
    """Merge the runs of all shards into one, write its reports; return its ledger and its folder.

    `package` is what the user names as their API package; without it, it is where a shard had it.
    Raises Stop (2) when they are not all the shards of one plan, and (3) when it cannot be written:
    nothing of it is left then, and what was there before is as it was.
    """
    parts = sorted((_part(path) for path in paths), key=lambda part: part.shard)
    _check(parts)
    parts = _at_home(parts, package)
    for note in _otherwise(parts):
        click.echo(f"note: {line(note)}", err=True)
    first = parts[0].settings
    whole = replace(
        first, shard=None, started=min(part.settings.started for part in parts),
        workers=sum(part.settings.workers for part in parts), max_time=None,
    )  # fmt: skip
    ends = [(part.ledger.footer or {}).get("finished") for part in parts]
    now = max((end for end in ends if isinstance(end, int | float)), default=None)
    folder = placed(whole, out)
    expected = Expected(whole.known, strict=fail_on_warn)
    with anew(folder, mark_of(whole, folder, named=out is not None)) as begun:
        if out is None:
            expected = compared(replace(whole, out=str(folder)), expected)
        try:
            ledger = _merged(parts, replace(whole, out=str(begun)), expected, now)
        except OSError as trouble:
            raise unwritten(folder, trouble, "; the shards are as they were") from None
    if out is None:
        tell(folder)
    return ledger, folder


def _merged(
    parts: Sequence[Part], settings: Settings, expected: Expected, now: float | None
) -> Ledger:
    """Write what all parts saw to a folder, and its reports. Raises OSError."""
    settings.parts.mkdir()
    for part in parts:
        copied(part, settings.parts / f"{named('all', part.shard)}.ndjson")
    return concluded(settings, expected, complete=True, now=now)


def _part(path: Path) -> Part:
    """Read the run of a shard. Raises Stop."""
    found = written(path)
    if found.settings.shard is None:
        raise Stop(f"{path} is no shard: it was run without --shard", USAGE)
    return found


def written(path: Path) -> Part:
    """Read a run, also one that was killed. Raises Stop (2)."""
    folder = follow(path)
    try:
        found = ledger_in(folder) if folder.is_dir() else load_ledger(folder)
    except (LedgerError, OSError) as trouble:
        raise Stop(f"{path} is no run: {trouble}", USAGE) from None
    try:
        settings = parsed(found.header["settings"])
    except (ValueError, KeyError, TypeError) as trouble:
        raise Stop(f"{path} does not say what was asked for: {trouble}", USAGE) from None
    return Part(path, settings, found)


def _check(parts: Sequence[Part]) -> None:
    """Raise Stop unless there is each shard of one plan once."""
    first = parts[0]
    for part in parts[1:]:
        for name in _ALIKE:
            if getattr(part.settings, name) != getattr(first.settings, name):
                text = f"{part.path} is of another run than {first.path}: their {name} differ"
                raise Stop(text, USAGE)
        if _api(part.ledger.header) != _api(first.ledger.header):
            raise Stop(f"{part.path} is of another API than {first.path}", USAGE)
    count = first.shard[1]
    there = [part.shard for part in parts]
    wanted = [(which, count) for which in range(1, count + 1)]
    for shard in wanted:
        if there.count(shard) != 1:
            how = "is missing" if shard not in there else "is there twice"
            raise Stop(f"shard {shard[0]}/{count} {how}", USAGE)
    if there != wanted:
        raise Stop(f"these are shards of {sorted({of for _, of in there})}: not of one plan", USAGE)


def _api(told: Mapping[str, Any]) -> tuple[object, ...]:
    """Return what tells an API from another in the header of a run: each machine has its package
    in a place of its own.
    """
    contracts = told.get("contracts")
    name = contracts.get("name") if isinstance(contracts, dict) else contracts
    return name, told.get("operations"), told.get("clauses")


def _at_home(parts: Sequence[Part], package: str | None) -> list[Part]:
    """Return shards with their API package as this machine has it. Raises Stop (2)."""
    names = [part.settings.contracts for part in parts]
    there = (name for name in names if os.sep not in name or Path(name).is_dir())
    found = named_package(package) if package is not None else next(there, None)
    if found is None:
        raise Stop(f"{line(names[0])} is not here: name the API package by --contracts", USAGE)
    whole = [replace(part, settings=replace(part.settings, contracts=found)) for part in parts]
    first = whole[0]
    here = json.loads(json.dumps(header(first.settings, ())))
    if package is not None and _api(here) != _api(first.ledger.header):
        raise Stop(f"{first.path} is of another API than {line(package)}", USAGE)
    return whole


def _otherwise(parts: Sequence[Part]) -> Iterator[str]:
    """Yield what one shard may have had otherwise, and had: each may start a server of its own."""
    first = parts[0]
    for part in parts[1:]:
        ours, theirs = part.settings, first.settings
        if ours.base_url != theirs.base_url and ours.account != "own":
            yield f"{part.path} asked {ours.base_url}, and {first.path} {theirs.base_url}"
        if ours.known != theirs.known:
            yield f"{part.path} knew of other failures: those that {first.path} knew of count"


def copied(part: Part, path: Path) -> None:
    """Write what a run saw to the file of a worker; what the suite said of itself is left out.

    Raises Stop, OSError.
    """
    writer = LedgerWriter(path, path.stem)
    try:
        for exchange in part.ledger.exchanges.values():
            writer.exchange(exchange)
        for verdict in part.ledger.verdicts:
            if verdict.operation:
                writer.verdict(_as_found(verdict))
        for group in part.asked:
            writer.asked(group)
        writer.close()
    except BaseException:  # an interruption as well
        writer.discard()
        raise


def _as_found(verdict: Verdict) -> Verdict:
    """Return a verdict as it was before anybody knew of it."""
    if verdict.status == "known":
        return replace(verdict, status="fail", entry="")
    return replace(verdict, status="pass", entry="") if verdict.status == "fixed" else verdict
