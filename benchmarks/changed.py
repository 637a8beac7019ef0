"""A sandbox with one change, in its source or on the wire before it, and a worker that asks it.

Everything here that starts a sandbox is called in a fork (`benchmarks/forks.py`).
"""

from __future__ import annotations

import hashlib
import importlib.machinery
import pickle
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

import yaml

from benchmarks.executed import Executed, Line
from benchmarks.forks import HANGS, tell
from benchmarks.mutating import Site, mutated, sites
from harness.redaction import Keys
from harness.target import Target
from harness.verdict import BROKEN
from suites.conventions import conventions
from suites.hold import ask
from suites.law import Profile
from suites.plan import Group, Plan
from suites.worker import Worker

ROOT = Path(__file__).resolve().parent.parent
Lines = Mapping[Line, set[str]]  # which groups execute each line
_PARTS = ("sandbox", "contracts/api/behaviour")
_EDGE = ("sandbox/protocol.py", "sandbox/app.py")  # only what comes over HTTP passes these
_SILENCE = "no response: timeout"
_LEFT_OUT = {"defects.py", "serve.py", "__init__.py"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of the source: `file` is relative to the repository."""

    file: str
    site: Site

    @property
    def name(self) -> str:
        """What it is called in files: it changes with the text of its function."""
        return f"{self.file}::{self.site.name}"

    def runs(self, lines: Lines) -> set[str]:
        """Return the groups that execute the statement that is changed, "" where it is imported."""
        return {group for line in self.site.span for group in lines.get((self.file, line), ())}

    def bench(self, plan: Plan, profile: Profile = "standard") -> Any:
        """Return the changed sandbox in a thread, with a worker that asks it."""
        self.change()
        from assay.proving import Bench  # noqa: PLC0415 - what loads the sandbox

        return Bench((), plan, 1, profile=profile)

    def change(self) -> None:
        """Let the loader compile the changed module instead of what the file says."""
        path, inner = ROOT / self.file, importlib.machinery.SourceFileLoader.get_code

        def get_code(loader: importlib.machinery.SourceFileLoader, name: str) -> CodeType | None:
            if Path(loader.path).resolve() != path.resolve():
                return inner(loader, name)
            tree = mutated(path.read_text(encoding="utf-8"), self.site)
            code: CodeType = compile(tree, loader.path, "exec")
            return code

        importlib.machinery.SourceFileLoader.get_code = get_code  # type: ignore[method-assign,assignment]


@dataclass(frozen=True, slots=True)
class WireFault:
    """One fault of `tests/wire`, by its name."""

    name: str

    def bench(self, plan: Plan, profile: Profile = "standard") -> Any:
        """Return the proxy with the sandbox behind it, with a worker that asks it."""
        return _Behind(self.name, plan, profile)


class _Behind:
    """A clean sandbox behind a change of the wire, and a worker that asks it."""

    def __init__(self, name: str, plan: Plan, profile: Profile) -> None:
        from tests.wire.proxy import PUBLISHABLE, SECRET, serving  # noqa: PLC0415
        from tests.wire.tables import FAULTS  # noqa: PLC0415

        self._serving = serving(*([FAULTS[name]] if name else []))
        self.url, proxy = self._serving.__enter__()
        self.key, contracts = SECRET, plan.contracts
        target = Target(self.url, Keys(SECRET, PUBLISHABLE), api_version=contracts.api.version,
                        conventions=conventions(contracts))  # fmt: skip
        ids = {kind: tuple(every) for kind, every in proxy.ids().items()}
        self._worker = Worker(target, contracts, profile, "power", 1, ids, plan.watched)

    def hold(self, group: Group) -> Any:
        """Return the verdicts of a group that is asked once."""
        return ask(group, self._worker).verdicts


def mutants() -> list[Mutant]:
    """Return every mutant of the sandbox and of the built-in API's behaviour."""
    return [
        Mutant(name, site)
        for name in files()
        for site in sites((ROOT / name).read_text(encoding="utf-8"))
    ]


class Sample(NamedTuple):
    """What was drawn, and how many others were met that change what no run executes."""

    mutants: list[Mutant]
    idle: int


def drawn(every: Sequence[Mutant], count: int, seed: int, lines: Lines) -> Sample:
    """Return a sample of the mutants that change one of these lines.

    A smaller sample is the beginning of a larger one. The order hangs on the seed and the names
    alone: what is edited elsewhere moves no other mutant.
    """

    def place(mutant: Mutant) -> bytes:
        return hashlib.sha256(f"{seed} {mutant.name}".encode()).digest()

    found, idle = list[Mutant](), 0
    for mutant in sorted(every, key=place):
        if len(found) == count:
            break
        if mutant.runs(lines):
            found.append(mutant)
        else:
            idle += 1
    return Sample(found, idle)


def files() -> list[str]:
    """Return the names of the modules that are changed."""
    return [
        path.relative_to(ROOT).as_posix()
        for part in _PARTS
        for path in sorted((ROOT / part).glob("*.py"))
        if path.name not in _LEFT_OUT
    ]


def reasons() -> dict[str, str]:
    """Return why no claim can see a mutant, by its name, or by how its name begins and a `*`."""
    text = (Path(__file__).parent / "equivalent.yaml").read_text(encoding="utf-8")
    found: dict[str, str] = yaml.safe_load(text)
    return found


def stale(every: Sequence[Mutant]) -> list[str]:
    """Return the reasons that are left of mutants which are no more."""
    names = {mutant.name for mutant in every}
    starts = {name.partition(" without ")[0] + " without *" for name in names}
    return [name for name in reasons() if name not in names | starts]


def excuses() -> Callable[[str], str]:
    """Return what gives the reason why no claim can see a mutant, "" where none is known."""
    known = reasons()
    whole = {name[:-1]: reason for name, reason in known.items() if name.endswith("*")}

    def reason(name: str) -> str:
        start = next((one for one in whole if name.startswith(one)), "")
        return known.get(name) or whole.get(start, "")

    return reason


def likely(mutant: Mutant, plan: Plan, lines: Lines, most: int = 16) -> list[Group]:
    """Return some groups that execute what a mutant changes, those of its topic first.

    They are asked before anything is put to the mutant: most mutants are noticed by one of them.
    """
    names = mutant.runs(lines) - {""} or {group.id for group in plan.groups}
    topic = Path(mutant.file).stem
    near = [group for group in plan.groups if group.id in names]
    random.Random(mutant.name).shuffle(near)
    return sorted(near, key=lambda group: topic not in group.id)[:most]


def found(bench: Any, groups: Sequence[Group], beat: Callable[[], None]) -> tuple[str, str]:
    """Return the first claim that breaks and its group, "" when none does.

    A server that stops answering is noticed as well: what it leaves unanswered is told as an error
    of the network, and no run of it is a good one.
    """
    for group in groups:
        beat()
        for verdict in bench.hold(group):
            if verdict.status in BROKEN:
                return verdict.id, group.id
            if verdict.status == "error" and verdict.message.startswith(_SILENCE):
                return HANGS, group.id
    return "", ""


def record(pipe: Connection, plan: Plan, profile: Profile, path: Path) -> None:
    """Write what a run asks the clean sandbox, and its answers; tell which lines it executes."""
    executed, now = Executed(files(), ROOT), [""]

    def ready() -> tuple[Any, Any, int]:
        from assay.kills.touching import STARTED, same_every_time  # noqa: PLC0415 - loads it
        from assay.proving import Bench  # noqa: PLC0415

        return same_every_time(), partial(Bench, (), plan, 1, profile=profile), STARTED

    steady, started, second = executed.importing(ready)
    with steady:
        bench = executed.importing(started)
        from assay.kills.touching import recorded  # noqa: PLC0415

        asked = recorded(bench.service, lambda: now[0])
        for group in plan.groups:
            now[0] = group.id
            executed.begin(group.id)
            bench.hold(group)
    path.write_bytes(pickle.dumps((second, asked)))
    tell(pipe, executed.lines)


def touched_by(mutant: Mutant, plan: Plan, path: Path, lines: Lines) -> list[Group]:
    """Return the groups that a changed sandbox answers otherwise, those of its topic first.

    What is recorded is put to it without a client: a group all of whose answers are the same
    notices nothing. Where HTTP itself is changed, these are all groups that execute that. Raises
    whatever a sandbox may that does not start.
    """
    if mutant.file in _EDGE:
        return likely(mutant, plan, lines, len(plan.groups))
    mutant.change()
    from assay.kills.touching import same_every_time, touched  # noqa: PLC0415 - loads it
    from assay.proving import broken  # noqa: PLC0415

    second, asked = pickle.loads(path.read_bytes())  # noqa: S301 - written by `record`
    with same_every_time(second):
        service = broken(plan.contracts, ())
        try:
            names = touched(service, asked)
        except Exception:  # noqa: BLE001 - a server says 500 then, and a bare service nothing
            names = {group.id for group in plan.groups}
    groups = [group for group in plan.groups if group.id in names]
    return sorted(groups, key=lambda group: Path(mutant.file).stem not in group.id)
