"""`assay run --watch`: what changes are heeded, how the server is looked for, who asks a round.

Each round is a run of its own, in a process of its own: a watch that goes on for a day holds no
more at its end than at its beginning, and its reports are those of the last round.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import pickle
import secrets
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from assay.run.configuring import Options, configuration
from assay.run.failed import read_run
from assay.run.first_look import first_of
from assay.run.marks import MARK
from assay.run.prepare import check_filters, reaching
from assay.run.rounds import Found, Interrupted, Rounds
from assay.run.shelf import SHELF
from assay.trouble import BROKEN, INCOMPLETE, PASSED, USAGE, Stop
from harness.config import ConfigError
from harness.legible import line
from harness.target import Target
from suites.conventions import conventions

WATCHED = f"{SHELF}/watch"  # the folder of the newest round, where no other was named
_LITTLE = 200  # groups that are asked whole in each round
_GATHERED = 300  # milliseconds in which changes count as one
_GLANCE = 1000  # milliseconds after which somebody looks whether the watch was told to end
_STEP = 50  # milliseconds between two looks at what was gathered
_PATIENCE = 20.0  # seconds that a round which is told to stop has to end in
_STATE = (".db", ".db-journal", ".db-shm", ".db-wal", ".log", ".sqlite", ".sqlite3")
_NOT_YET = (502, 503, 504)  # what stands before a server says so while it starts
_HERE = Path(__file__).resolve().parents[2]


def watch(options: Options, paths: Sequence[Path]) -> int:
    """Ask now and whenever files below `paths` change; return how the last round ended.

    Raises Stop (2) when there is no server to watch, and where a path does not exist.
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise Stop(f"there is nothing to watch at {missing[0]}", USAGE)
    seed = options.seed if options.seed is not None else secrets.randbelow(2**31)
    options = replace(options, seed=seed, out=options.out or WATCHED)
    server = _Server(options)
    few = check_filters(options) <= _LITTLE
    rounds = Rounds(lambda only: ask(options, only), server.answers, _say, whole=few)
    return rounds.go(_changes(paths))


def _say(text: str) -> None:
    click.echo(line(text), err=True)


class _Server:
    """The server under test, asked whether it answers. Raises Stop when it cannot be."""

    def __init__(self, options: Options) -> None:
        self._contracts = options.package
        try:
            given = configuration(options, self._contracts)
        except ConfigError as trouble:
            raise Stop(str(trouble), USAGE) from None
        if given.base_url is None:
            raise Stop("--watch is for a server of yours: give its --base-url", USAGE)
        with ExitStack() as stack:
            self._config, self._keys = reaching(options, self._contracts, stack).target()

    def answers(self) -> bool:
        """Whether one request is answered, whatever with."""
        target = Target(
            str(self._config.base_url), self._keys, api_version=self._contracts.api_version,
            timeout=self._config.timeout, retries=0, ca_bundle=self._config.ca_bundle,
            conventions=conventions(self._contracts, self._config.fixed),
        )  # fmt: skip
        try:
            found = target.send(first_of(self._contracts))
        finally:
            target.close()
        return found.response is not None and found.status not in _NOT_YET


def _changes(paths: Sequence[Path]) -> Iterator[list[str]]:
    """Return what yields the names of files that changed together, from now on.

    To wait for them takes next to no time of the processor.
    """
    import watchfiles  # noqa: PLC0415 - only where files are watched

    roots = [path.absolute() for path in paths]

    class Sources(watchfiles.DefaultFilter):
        """What watchfiles heeds by itself, but for files of runs and what servers keep."""

        def __call__(self, change: watchfiles.Change, path: str) -> bool:
            return heeded(Path(path), roots) and super().__call__(change, path)

    found = watchfiles.watch(
        *paths, watch_filter=Sources(), debounce=_GATHERED, step=_STEP, raise_interrupt=True,
        rust_timeout=_GLANCE, yield_on_timeout=True,
    )  # fmt: skip
    first = next(found)  # what changes during the first round is seen as well
    return (
        sorted({os.path.relpath(path) for _, path in changes})
        for changes in itertools.chain([first], found)
        if changes
    )


def heeded(path: Path, roots: Sequence[Path]) -> bool:
    """Whether a change of a file may be one of the server's sources: not of what it, or a run,
    writes below one of the `roots`.
    """
    if path.suffix in _STATE:
        return False
    shelf = Path(SHELF).absolute()
    between = [f for f in path.parents if any(root in f.parents for root in roots)]
    return shelf not in path.parents and not any((folder / MARK).exists() for folder in between)


def ask(options: Options, only: tuple[str, ...]) -> Found:
    """Run once, in a process of its own; `only` are ids, none for what the options say."""
    wanted = replace(options, only=only, listed={}) if only else options
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-P", "-m", "assay.run.one_round", str(os.getpid())],
        env=_environment(), stdin=subprocess.PIPE,
    )  # fmt: skip
    try:
        process.communicate(pickle.dumps(wanted))
    except KeyboardInterrupt:
        _end(process)
        code = process.returncode
        raise Interrupted(code if code in (PASSED, BROKEN) else INCOMPLETE) from None
    except BaseException:
        _end(process)
        raise
    return _found(Path(str(options.out)), process.returncode)


def _environment() -> dict[str, str]:
    """Return the environment of this process, with the place of this program."""
    paths = (str(_HERE), os.environ.get("PYTHONPATH", ""))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def _end(process: subprocess.Popen[Any]) -> None:
    """Let a round that was interrupted come to its end, or end it."""
    with contextlib.suppress(OSError):
        process.terminate()
    try:
        process.wait(_PATIENCE)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.kill()
        process.wait()


def _found(folder: Path, code: int) -> Found:
    """Return what a round wrote to its folder; nothing where it wrote nothing."""
    if code not in (0, 1, INCOMPLETE):
        return Found(USAGE if code == USAGE else INCOMPLETE, False, {})
    try:
        run = read_run(folder)
    except Stop:
        return Found(INCOMPLETE, False, {})
    return Found(code, run.complete, run.found)
