"""`assay known`: the file of known failures, written by what runs have found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from assay import packages
from assay.known.editing import added, naming, pruned, started
from assay.known.learning import Lesson, heeded, learn
from assay.run.earlier import Earlier, UnreadableError, earlier
from assay.run.expecting import beside, check_entries, judged_of
from assay.trouble import USAGE, Stop, writing
from harness.config import ConfigError
from harness.judged import dump_judged
from harness.known import Entry, filled
from harness.known_file import Known, parse_known, read_text
from harness.legible import line
from harness.result import listed
from harness.whole import write_all, write_whole
from suites.asking import planned

_RUN = click.Path(exists=True, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group("known")
def known() -> None:
    """Keep the file of known failures, assay-known.toml."""


@known.command()
@click.argument("runs", metavar="RUN...", nargs=-1, required=True, type=_RUN)
@packages.option
@click.option("--known", "path", type=_FILE, metavar="FILE",
              help="The file (default: assay-known.toml in this folder).")  # fmt: skip
@click.option("--reason", help="Why the new entries may fail (default: what was observed).")
@click.option("--link", help="Where that is written down.")
@click.option("--owner", help="Who looks after it.")
@click.option("--expires", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
              help="The last day on which they count, such as 2030-12-31.")  # fmt: skip
@click.option("--places", "placed", is_flag=True,
              help="They are about the fields broken in RUN alone.")  # fmt: skip
def update(
    runs: tuple[Path, ...], path: Path | None, reason: str | None, link: str | None,
    owner: str | None, expires: datetime | None, contracts: str | None, *, placed: bool,
) -> None:  # fmt: skip
    """Add entries for what fails in RUN and has none; record what was judged.

    RUN is the folder of a run, its results.json or its ledger. With several runs, what fails in one
    and holds in another is marked `sometimes`, and what all of them judged is recorded. What is in
    the file stays as it is written.
    """
    day = expires.date().isoformat() if expires else None
    if any(text is not None and not text.strip() for text in (reason, link, owner)):
        raise click.UsageError("what new entries say is empty; leave the option away instead")
    said = filled(Entry("", reason or "", link or "", owner or "", day or ""))
    root = packages.chosen(contracts).root
    with _told():
        file = _File(root, path or beside(None))
        every = [earlier(run, whole=True) for run in runs]
        lesson = learn(
            root, every, file.known.entries, file.judged,
            lambda e: Entry(**{**asdict(e), **said}), placed=placed,
        )  # fmt: skip
        file.write(lesson)
    _say(file, lesson)
    fixed = [e for e in file.known.entries if all(e.id in file.fixed(run) for run in every)]
    if fixed:
        click.echo(
            f"fixed: {listed(e.id for e in fixed)}; `assay known prune RUN` takes out what is"
        )


@known.command()
@click.argument("run", type=_RUN)
@packages.option
@click.option("--known", "path", type=_FILE, metavar="FILE",
              help="The file (default: assay-known.toml in this folder).")  # fmt: skip
def prune(run: Path, path: Path | None, contracts: str | None) -> None:
    """Take out the entries that are fixed in RUN, and those of claims that are asked no more.

    RUN is the folder of a run, its results.json or its ledger. An entry that has expired stays:
    mend what it names, or give it another day.
    """
    root = packages.chosen(contracts).root
    with _told():
        file = _File(root, path or beside(None), there=True)
        found = earlier(run)
        fixed, gone = file.fixed(found), file.gone
        text = pruned(file.path, file.text, {*fixed, *gone})
        with writing(file.path):
            write_whole(file.path, text.encode())
    for name in fixed:
        click.echo(f"took out {name}: it is fixed")
    for name in gone:
        click.echo(f"took out {name}: it is asked no more")
    for name in file.expired(found):
        click.echo(f"left {name}: it has expired; mend it, or give it another day")
    left = len(file.known.entries) - len(fixed) - len(gone)
    click.echo(f"{file.path}: {len(fixed) + len(gone)} taken out, {left} left", err=True)


@contextmanager
def _told() -> Iterator[None]:
    """Raise Stop (2) where a file or a run cannot be used."""
    try:
        yield
    except (ConfigError, UnreadableError) as trouble:
        raise Stop(str(trouble), USAGE) from None


class _File:
    """A file of known failures and what was judged, as they are before and after.

    Raises ConfigError when it is wrong, or when it should be `there` and is not.
    """

    def __init__(self, package: Path, path: Path, *, there: bool = False) -> None:
        self._package = package
        self.path = path
        self._new = not there and not (path.exists() or path.is_symlink())
        self._beside = f"{path.stem}.judged"
        self.text = started(self._beside) if self._new else read_text(path)
        self.known: Known = parse_known(path, self.text)
        self.judged = {} if self._new else judged_of(self.known, package)
        self.gone = check_entries(self.known, planned(package, "thorough"), package)

    def write(self, lesson: Lesson) -> None:
        """Add what was learnt, and what was judged to the file that this one names."""
        text = added(self.path, naming(self.path, self.text, self._beside), lesson.entries)
        judged = parse_known(self.path, text).judged
        told = {judged: dump_judged(lesson.judged)} if judged is not None else {}
        with writing(self.path):
            write_all({path: text.encode() for path, text in {**told, self.path: text}.items()})

    def fixed(self, run: Earlier) -> tuple[str, ...]:
        """Return the entries that are fixed in a run."""
        return self._heeded(run)[0]

    def expired(self, run: Earlier) -> tuple[str, ...]:
        """Return the entries that speak of a run and have expired."""
        return self._heeded(run)[1]

    def _heeded(self, run: Earlier) -> tuple[tuple[str, ...], tuple[str, ...]]:
        today = datetime.now(UTC).date().isoformat()
        judged = self.judged.get(str(run.header.get("profile")), frozenset())
        found = heeded(self._package, run, self.known.entries, judged, today)
        return found.fixed, tuple(name for name in found.expired if name not in found.fixed)


def _say(file: _File, lesson: Lesson) -> None:
    """Print what was added, and what is judged no more."""
    entries: tuple[Entry, ...] = lesson.entries
    for entry in entries:
        click.echo(line(f"{entry.id}: {entry.reason}"))
    sometimes = sum(entry.sometimes for entry in entries)
    more = f" ({sometimes} of claims that fail sometimes)" if sometimes else ""
    if lesson.lost:
        click.echo(f"judged no more: {len(lesson.lost)} claims: {listed(lesson.lost)}")
    counts = line(", ".join(f"{len(ids)} {name}" for name, ids in sorted(lesson.judged.items())))
    click.echo(f"{file.path}: {len(entries)} entries added{more}, {len(file.known.entries)} were "
               f"there; judged: {counts}", err=True)  # fmt: skip


COMMAND = known
