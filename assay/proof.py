"""Proves checks: a run on the clean sandbox, then one for each fault, each of one check only.

Each run has a process of its own, forked where the system can: what all need is loaded once.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import tempfile
import threading
import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, SpawnContext
from pathlib import Path

from assay.outcome import finish
from assay.prepare import Options, prepared
from assay.session import run_suites
from assay.trouble import INCOMPLETE, Stop
from contracts import load
from harness.ledger import Ledger
from harness.verdict import Verdict, check_of
from sandbox.auth import PUBLISHABLE, SECRET
from sandbox.defects import Fault
from sandbox.serve import broken_service, config_text, listen, server, url_of

_HOST = "127.0.0.1"
_LIMIT = 300.0  # seconds that one run may take
_SETTLED = ("pass", "not_testable")


@dataclass(frozen=True, slots=True)
class Proof:
    """What a fault did to its check: verdicts asked for, those that failed, or why none ran."""

    fault: Fault
    asked: int
    broken: tuple[str, ...] = ()
    reason: str = ""

    @property
    def killed(self) -> bool:
        """Whether the check noticed."""
        return bool(self.broken)


def stem_of(check: str) -> str:
    """Return the stem of a check's fault module."""
    return check.replace(".", "_")


def clean_checks(seed: int, workers: int) -> dict[str, tuple[str, ...]]:
    """Run everything on the clean sandbox; return the ids of the passing verdicts by check.

    Raises Stop when something does not pass there.
    """
    verdicts = _apart((), (), seed, workers)
    wrong = [v.id for v in verdicts if v.status not in _SETTLED]
    if wrong:
        raise Stop(f"the clean sandbox breaks {len(wrong)} claims: {wrong[:5]}", INCOMPLETE)
    names = {o.title: o.id for o in load().operations}
    found: dict[str, list[str]] = {}
    for verdict in verdicts:
        if verdict.status == "pass":
            check = check_of(verdict.id, names.get(verdict.operation, ""))
            found.setdefault(stem_of(check), []).append(verdict.id)
    return {check: tuple(ids) for check, ids in sorted(found.items())}


def prove(
    faults: Iterable[Fault], checks: dict[str, tuple[str, ...]], seed: int, workers: int
) -> Iterator[Proof]:
    """Yield the proof of each fault, in order, `workers` at once."""
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(lambda f: _prove_one(f, checks.get(f.stem, ()), seed), faults)


def _prove_one(fault: Fault, ids: tuple[str, ...], seed: int) -> Proof:
    if not ids:
        return Proof(fault, 0, reason=f"no verdict belongs to a check {fault.stem!r}")
    try:
        verdicts = _apart(ids, (fault.name,), seed, 1)
    except Stop as trouble:
        return Proof(fault, len(ids), reason=trouble.message)
    return Proof(fault, len(ids), tuple(v.id for v in verdicts if v.status in ("fail", "warn")))


def _apart(
    only: tuple[str, ...], faults: tuple[str, ...], seed: int, workers: int
) -> tuple[Verdict, ...]:
    """Run the suites in another process. Raises Stop when it does not come back."""
    context = _context()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(theirs, only, faults, seed, workers))
    process.start()
    theirs.close()
    try:
        if not ours.poll(_LIMIT):
            raise Stop(f"a run took longer than {_LIMIT:g} s", INCOMPLETE)
        found = ours.recv()
    except EOFError:
        raise Stop("a run ended without a result", INCOMPLETE) from None
    finally:
        process.kill()
        process.join()
        ours.close()
    if isinstance(found, str):
        raise Stop(found, INCOMPLETE)
    verdicts: tuple[Verdict, ...] = found
    return verdicts


def _context() -> ForkContext | SpawnContext:
    if "fork" in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _child(
    pipe: Connection,
    only: tuple[str, ...],
    faults: tuple[str, ...],
    seed: int,
    workers: int,
) -> None:
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            pipe.send(_run(only, faults, seed, workers).verdicts)
    except Stop as trouble:
        pipe.send(trouble.message)
    except BaseException:  # noqa: BLE001 - whatever it was, the parent tells
        pipe.send(traceback.format_exc()[-2000:])


def _run(only: tuple[str, ...], faults: tuple[str, ...], seed: int, workers: int) -> Ledger:
    """Hold a sandbox with faults, served by a thread of this process, against the suites."""
    service = broken_service((SECRET, PUBLISHABLE), faults)
    listener = listen(_HOST, 0)
    threading.Thread(target=server(service).run, args=([listener],), daemon=True).start()
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        path = Path(folder) / "assay.toml"
        path.write_text(config_text(url_of(_HOST, listener), service), encoding="utf-8")
        for name in [name for name in os.environ if name.startswith("ASSAY_")]:
            del os.environ[name]
        os.environ["ASSAY_PUBLISHABLE_KEY"] = PUBLISHABLE
        options = Options(api_key=SECRET, out=folder, only=only, workers=workers, seed=seed,
                          config=path)  # fmt: skip
        with prepared(options) as settings:
            return finish(settings, complete=run_suites(settings))
