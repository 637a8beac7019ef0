"""Holds a server against the contracts, and says what was found.

`run` does it in this process, without pytest, files or processes: what suites find. The program
itself, with its exit codes, files and signals, is run as its users do by `assay` and
`run_as_users_do`, in a process of its own.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from assay.cli import cli
from assay.run.concluding import conclude
from assay.run.expecting import NOTHING, Expected
from assay.run.outcome import exit_code, header
from assay.run.settings import Settings
from contracts import load
from contracts.loader import API
from harness.exchange import Exchange
from harness.judge import trouble
from harness.ledger import Ledger, LedgerWriter, roll_up
from harness.merging import Unread
from harness.redaction import Keys, Redactor
from harness.siblings import Siblings
from harness.verdict import Verdict
from reports.formats.results import results
from suites.asking import selected
from suites.conventions import conventions
from suites.declared import NONE, Declared
from suites.guard import Account
from suites.hold import hold
from suites.law import Profile
from suites.plan import Group
from suites.pool import Pool
from suites.settling import settled, told_once
from suites.worker import Worker
from tests.near import target_class

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 600.0  # seconds that one run of the program may take: one that hangs is ended
PATIENCE = 60.0  # seconds that one answer may take on a busy machine
KEY = "sk_test_12345"
SEED = 1
_RUNS = itertools.count(1)
_TOLD = ("fail", "fixed", "warn", "error")


@dataclass(frozen=True)
class Outcome:
    """How a run ended: exit code, what it said, and its results as results.json has them.

    `given` counts the verdicts on each claim before they were rolled up. It and the ledger are
    those of a run in this process; one in another wrote its own to `folder`, and what it wrote was
    read from there.
    """

    code: int
    said: str
    folder: Path = Path()
    read: Mapping[str, Any] = field(default_factory=dict)
    given: Counter[str] = field(default_factory=Counter)
    ledger: Ledger = field(default_factory=Ledger)

    @cached_property
    def results(self) -> dict[str, Any]:
        """The results: those that were read, else what is written of the ledger."""
        return dict(self.read) or (results(self.ledger) if self.ledger.header else {})

    def ids(self, status: str) -> list[str]:
        """Return the ids of the verdicts of a status."""
        if not self.read:  # as the results have them; those look for causes as well
            return [v.id for v in self.ledger.verdicts if v.status == status]
        return [v["id"] for v in self.read.get("verdicts", ()) if v["status"] == status]

    def failures(self, glob: str) -> list[str]:
        """Return the ids that failed and match a glob."""
        return [name for name in self.ids("fail") if fnmatchcase(name, glob)]

    def verdict(self, claim: str) -> dict[str, Any]:
        """Return the verdict on a claim. Raises KeyError."""
        return {v["id"]: v for v in self.results["verdicts"]}[claim]

    def places(self, claim: str) -> list[str]:
        """Return the places at which a claim was found broken. Raises KeyError."""
        return [finding["place"] for finding in self.verdict(claim).get("findings", ())]


def run(
    url: str,
    *only: str,
    profile: Profile = "standard",
    ids: Mapping[str, Sequence[str]] | None = None,
    key: str = KEY,
    publishable: str | None = None,
    concurrency: int = 1,
    seed: int = SEED,
    timeout: float = PATIENCE,
    record: LedgerWriter | None = None,
    expected: Expected = NOTHING,
    declared: Declared = NONE,
    account: Account = "own",
    read_only: bool = False,
    package: Path = API,
    siblings: Siblings | None = None,
) -> Outcome:
    """Hold a server against the claims that match, in this process and with a fixed seed.

    `record` gets what a worker's ledger gets; `expected` is what the run is held against. `package`
    is the folder of the API.
    """
    api = load(package).api
    settings = Settings(
        f"t{next(_RUNS)}", url, "", api.version, profile, only, seed,
        ids={name: tuple(every) for name, every in (ids or {}).items()}, concurrency=concurrency,
        timeout=timeout, known=expected.entries, declared=declared, account=account,
        contracts=str(package), read_only=read_only,
    )  # fmt: skip
    bench = _Bench(settings, Keys(key, publishable), record, expected)
    bench.worker.siblings = siblings or Siblings()
    try:
        return bench.outcome()
    finally:
        bench.target.close()


class _Bench:
    """What one run in this process needs: it does what `assay/plugin.py` does for pytest."""

    def __init__(
        self, settings: Settings, keys: Keys, record: LedgerWriter | None = None,
        expected: Expected = NOTHING,
    ) -> None:  # fmt: skip
        self.settings = settings
        self.record = record
        self.expected = expected
        self.redactor = Redactor(keys.secrets)
        self.selection = selected(
            settings.package, settings.profile, settings.only, settings.declared
        )
        self.exchanges: dict[str, Exchange] = {}
        self.said: list[str] = []
        self.target = target_class(settings.base_url)(
            settings.base_url, keys, api_version=settings.api_version, timeout=settings.timeout,
            sink=self._seen, conventions=conventions(load(settings.package)),
        )  # fmt: skip
        self.worker = Worker(
            self.target, load(settings.package), settings.profile, settings.run, settings.seed,
            settings.ids, self.selection.watched, self._told, account=settings.account,
            read_only=settings.read_only,
        )  # fmt: skip

    def _seen(self, exchange: Exchange) -> None:
        if self.record is not None:
            self.record.exchange(self.redactor.exchange(exchange))
            return
        if exchange.response is not None:  # another, which gives way to none
            exchange = replace(exchange, response=replace(exchange.response))
        self.exchanges[exchange.id] = self.redactor.exchange(exchange)

    def _told(self, trouble: Exception) -> None:
        self.said += traceback.format_exception(trouble)

    def outcome(self) -> Outcome:
        """Ask every group, settle what none could say, and return what was found."""
        given, stopped = self._ask(), self.target.stopped
        found = roll_up(told_once(self.selection, given))
        if not stopped:
            found = roll_up(settled(self.selection, found))
        unasked = {group.id for group in self.selection.groups} if stopped else set()
        conclusion = conclude(self.selection, self.settings, found, self.expected, unasked)
        found = conclusion.verdicts
        laws = {claim.law for claim in self.selection.claims()}
        exchanges = _written(self.record) if self.record is not None else self.exchanges
        footer = {"complete": not stopped, **conclusion.footer}
        ledger = Ledger(
            header(self.settings, laws), exchanges, found, footer,
            {law.name: law for law in self.selection.plan.records()},
            tuple(self.selection.claims()),
        )  # fmt: skip
        told = [f"{v.status} {v.id}: {v.message}\n" for v in found if v.status in _TOLD]
        count = Counter(verdict.id for verdict in given)
        return Outcome(exit_code(ledger), "".join([*self.said, *told]), given=count, ledger=ledger)

    def _ask(self) -> list[Verdict]:
        """Return the verdicts on what is asked, until the target has stopped answering."""
        found: list[Verdict] = []
        with self._asking() as ask:
            for group in self.selection.groups:
                told = [v for v in ask(group) if v.id in self.selection.judged]
                told = [self.redactor.verdict(verdict) for verdict in told]
                if self.record is not None:
                    for verdict in told:
                        self.record.verdict(verdict)
                found += told
                if self.target.stopped:
                    return [*found, trouble("target", self.target.stopped)]
        return found

    @contextlib.contextmanager
    def _asking(self) -> Iterator[Callable[[Group], list[Verdict]]]:
        """Yield what gives the verdicts on a group: one after the other, or several at a time."""
        if self.settings.concurrency == 1:
            yield lambda group: hold(group, self.worker)
            return
        count = self.settings.concurrency
        pool = Pool(self.selection.groups, self.worker, count, self.target.twin)
        try:
            yield pool.take
        finally:
            pool.close()


def _written(record: LedgerWriter) -> Unread:
    """Return the exchanges that a worker has recorded, as a controller reads them."""
    found, place = Unread(record.path), 0
    with record.path.open("rb") as lines:
        for line in lines:
            if line.startswith(b'{"kind":"exchange"'):
                found.add(line.decode(), place)
            place += len(line)
    return found


@contextlib.contextmanager
def started(*arguments: str, folder: Path, key: str = "") -> Iterator[subprocess.Popen[str]]:
    """Start Python with arguments in `folder`; stop it afterwards."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSAY_")}
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and modules
        [sys.executable, *arguments], cwd=folder, text=True,
        env={**kept, "PYTHONPATH": str(ROOT), "ASSAY_API_KEY": key},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def assay(*arguments: str, folder: Path, key: str = "", root: Path = ROOT) -> Outcome:
    """Run `assay` with arguments, in `folder`, with `key` in ASSAY_API_KEY when there is one."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSAY_")}
    environment = {**kept, "PYTHONPATH": str(root)}
    if key:
        environment["ASSAY_API_KEY"] = key
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "assay", *arguments], cwd=folder, env=environment, text=True,
        capture_output=True, timeout=LIMIT, check=False,
    )  # fmt: skip
    return Outcome(done.returncode, done.stdout + done.stderr, folder)


def command(*arguments: str, folder: Path, key: str = "") -> Outcome:
    """Run `assay` in this process, with what ends before suites are run."""
    before = dict(os.environ)
    for name in [name for name in before if name.startswith("ASSAY_")]:
        del os.environ[name]
    if key:
        os.environ["ASSAY_API_KEY"] = key
    try:
        with contextlib.chdir(folder):
            done = CliRunner().invoke(cli, arguments, prog_name="assay")
    finally:
        os.environ.clear()
        os.environ.update(before)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Outcome(done.exit_code, done.output, folder)


def run_as_users_do(url: str, *arguments: str, folder: Path, key: str = KEY) -> Outcome:
    """Hold a server against the contracts with one worker and a fixed seed."""
    out = folder / "out"
    wanted = ("run", "--base-url", url, "--out", str(out), "--workers", "1", "--seed", str(SEED))
    return read(assay(*wanted, *arguments, folder=folder, key=key), out)


def read(done: Outcome, out: Path) -> Outcome:
    """Return an outcome with the results that were written to `out`."""
    path = out / "results.json"
    found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return Outcome(done.code, done.said, out, found)
