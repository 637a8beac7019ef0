"""A worker that dies loses no verdict in silence, and nobody waits for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from inspect import getsource, signature
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from xdist.dsession import DSession
from xdist.workermanage import NodeManager

from assay.run.controller import Controller
from assay.run.outcome import finish
from assay.run.replacing import hopeful, patient
from assay.run.settings import Settings
from assay.run.spreading import Bundled
from contracts.loader import API
from harness.judge import untestable
from harness.ledger import LedgerWriter, load_ledger
from suites.asking import selected
from tests.assay.dying import PATIENCE, Killing, running
from tests.running import ROOT

ONE = "issuing.physical_bundle.list.accepts"
MANY = ("--only", "issuing.cardholder.create.[aeu]*", "--seed", "1")
ITEMS = ("m::t[a.1]", "m::t[a.2]", "m::t[a.3]", "m::t[b.1]", "m::t[c.1]")
NOBODY = "Unexpectedly no active workers available"
UNTESTABLE = 2  # with one worker that nobody kills; the rest passes
BUNDLES = {"a.1": "a", "a.2": "a", "a.3": "a", "b.1": "b", "c.1": "c"}


@dataclass(eq=False)
class Node:
    """A worker as a scheduler sees it; one that is `dead` can be sent nothing."""

    given: list[int] = field(default_factory=list)
    stolen: list[int] = field(default_factory=list)
    shutting_down: bool = False
    dead: bool = False

    def send_runtest_some(self, indices: Sequence[int]) -> None:
        if self.dead:
            raise OSError
        self.given += indices

    def send_steal(self, indices: Sequence[int]) -> None:
        self.stolen += indices

    def shutdown(self) -> None:
        self.shutting_down = True


def begun(*nodes: Node) -> Bundled:
    """Return what has handed out the first items to workers."""
    found = Bundled(len(nodes), BUNDLES)
    for node in nodes:
        found.add_node(node)
        found.add_node_collection(node, ITEMS)
    found.schedule()
    return found


def joined(scheduler: Bundled, node: Node) -> None:
    """Let a worker join that replaces another."""
    scheduler.add_node(node)
    scheduler.add_node_collection(node, ITEMS)
    scheduler.schedule()


def test_bundles_are_handed_out_whole_the_longest_first() -> None:
    one, two = Node(), Node()
    scheduler = begun(one, two)
    assert (one.given, two.given) == ([0, 1, 2], [3, 4])
    assert two.shutting_down
    scheduler.mark_test_complete(one, 0)
    assert one.shutting_down


def test_a_single_item_that_is_left_is_handed_to_the_worker_that_comes() -> None:
    one, two, later = Node(), Node(), Node()
    scheduler = begun(one, two)
    scheduler.mark_test_complete(one, 0)
    scheduler.mark_test_complete(one, 1)
    assert scheduler.remove_node(one) == ITEMS[2]
    assert not scheduler.tests_finished
    joined(scheduler, later)
    assert later.given == [2]
    assert later.shutting_down  # a worker begins its last item when it is told that it is
    for index in (3, 4):
        scheduler.mark_test_complete(two, index)
    assert scheduler.has_pending
    scheduler.mark_test_complete(later, 2)
    assert not scheduler.has_pending
    assert scheduler.tests_finished


def test_what_a_worker_had_done_is_not_asked_again() -> None:
    one, two, later = Node(), Node(), Node()
    scheduler = begun(one, two)
    for index in (3, 4):
        scheduler.mark_test_complete(two, index)
    assert scheduler.remove_node(two) is None
    joined(scheduler, later)
    assert later.given == []
    assert later.shutting_down


def test_a_worker_that_has_not_said_what_it_can_run_is_given_nothing() -> None:
    one, two, early, late = Node(), Node(), Node(), Node()
    scheduler = begun(one, two)
    scheduler.add_node(early)
    assert scheduler.remove_node(one) == ITEMS[0]
    joined(scheduler, late)
    assert (early.given, late.given) == ([], [0, 1, 2])


def test_a_worker_that_died_unnoticed_is_no_error() -> None:
    one, two, later = Node(dead=True), Node(), Node()
    scheduler = begun(one, two)
    assert two.given == [3, 4]
    assert scheduler.remove_node(one) == ITEMS[0]
    joined(scheduler, later)
    assert later.given == [0, 1, 2]


def test_what_kills_three_workers_is_not_asked_again() -> None:
    scheduler = begun(Node(), Node())
    for _ in range(2):
        assert scheduler.remove_node(scheduler.nodes[0]) == ITEMS[0]
        joined(scheduler, Node())
        scheduler._pending = dict(reversed(scheduler._pending.items()))
    assert scheduler.remove_node(scheduler.nodes[0]) == ITEMS[0]
    last = Node()
    joined(scheduler, last)
    assert last.given == [1, 2]


def test_what_no_worker_has_begun_is_taken_back() -> None:
    one, two = Node(), Node()
    scheduler = begun(one, two)
    scheduler.withdraw()
    assert (one.stolen, two.stolen) == ([1, 2], [4])
    scheduler.remove_pending_tests_from_node(one, [1])
    scheduler.mark_test_complete(one, 0)
    assert scheduler.has_pending  # the third was begun meanwhile
    scheduler.mark_test_complete(one, 2)
    scheduler.mark_test_complete(two, 3)
    scheduler.remove_pending_tests_from_node(two, [4])
    assert not scheduler.has_pending


def test_workers_that_know_other_items_are_given_none() -> None:
    told: list[Any] = []
    one, two = Node(), Node()
    two.gateway = type("Gateway", (), {"id": "gw1"})  # type: ignore[attr-defined]
    scheduler = Bundled(2, BUNDLES, told.append)
    for node, items in ((one, ITEMS), (two, ITEMS[:2])):
        scheduler.add_node(node)
        scheduler.add_node_collection(node, items)
    assert [report.longrepr for report in told] == [
        "the worker gw1 knows other groups than the others"
    ]
    assert scheduler.tests_finished
    assert one.given == two.given == []


def parts(folder: Path, *, asked: bool) -> Settings:
    """Leave what the worker of a run has written about one claim."""
    settings = Settings("r", "http://x", str(folder), "v", only=(ONE,))
    settings.parts.mkdir(parents=True)
    settings.write()
    selection = selected(API, "standard", (ONE,))
    writer = LedgerWriter(settings.parts / "gw0.ndjson", "gw0")
    for group in selection.groups:
        if asked:
            writer.verdict(untestable(selection.plan.claims[ONE], "said"))
            writer.asked(group.id)
    writer.close()
    return settings


@pytest.mark.parametrize(("asked", "answered"), [(True, 8), (False, 0)])
def test_a_run_is_complete_when_each_group_came_to_its_end_on_disk(
    asked: bool, answered: int, tmp_path: Path
) -> None:
    settings = parts(tmp_path, asked=asked)
    assert finish(settings, complete=True).complete is asked
    footer = load_ledger(tmp_path / "ledger.ndjson").footer
    assert footer is not None
    assert (footer["planned"], footer["answered"], footer["complete"]) == (8, answered, asked)
    assert len(footer["unreached"]) == 8 - answered
    assert asked or footer["unreached"][0] == ONE


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (lambda: OSError(28, "No space left on device"), "[Errno 28] No space left on device"),
        (lambda: EOFError("expected 1 bytes, got 0"),
         "a worker died while it was started: nothing more is asked"),
        (EOFError, "a worker died while it was started: nothing more is asked"),
        (lambda: RuntimeError(NOBODY),
         "all workers have died, and none could be started in their place: nothing more is asked"),
        (ZeroDivisionError, ""),
    ],
)  # fmt: skip
def test_what_ends_pytest_and_is_no_defect_is_told_in_a_line(
    trouble: Callable[[], BaseException], told: str
) -> None:
    controller = Controller(None, 1)  # type: ignore[arg-type]
    with pytest.raises((OSError, EOFError, RuntimeError, ZeroDivisionError)) as found:
        raise trouble()
    assert bool(controller.pytest_internalerror(found)) is bool(told)
    assert controller.broken == told


@pytest.mark.parametrize(
    ("deaths", "told"),
    [
        (2, 2 * ["note: a worker died while it was started"]),
        (3, [*3 * ["note: a worker died while it was started"],
             "note: no worker could be started in its place"]),
    ],
)  # fmt: skip
def test_a_worker_that_dies_while_it_is_started_is_started_again(
    deaths: int, told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    class Session:
        attempts = 0

        def _clone_node(self, node: Node) -> Node:
            self.attempts += 1
            if self.attempts <= deaths:
                raise (EOFError, BrokenPipeError)[self.attempts % 2]
            return node

    session, node = Session(), Node()
    patient(session)
    assert session._clone_node(node) is (node if deaths < 3 else None)
    assert session.attempts == 3
    assert capsys.readouterr().err.splitlines() == told


@pytest.mark.parametrize("deaths", [2, 3])
def test_a_first_worker_that_dies_while_it_is_started_is_started_again(
    deaths: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each time under a name of its own; what cannot be had three times ends the run."""
    names: list[str | None] = []

    class Manager:
        def setup_node(self, spec: SimpleNamespace, _put: object) -> str:
            names.append(spec.id)
            spec.id = spec.id or f"gw{len(names)}"
            if len(names) <= deaths:
                raise EOFError
            return str(spec.id)

    manager, spec = Manager(), SimpleNamespace(id="gw0")
    hopeful(manager)
    if deaths < 3:
        assert manager.setup_node(spec, None) == "gw3"
    else:
        with pytest.raises(EOFError):
            manager.setup_node(spec, None)
    assert names == ["gw0", None, None]
    assert capsys.readouterr().err == 2 * "note: a worker died while it was started\n"
    patient(SimpleNamespace(nodemanager=manager, _clone_node=print))
    assert "setup_node" not in vars(manager)  # what replaces another has its own attempts


def test_where_workers_are_started_otherwise_nothing_is_changed() -> None:
    hopeful(None)
    patient(None)
    patient(object())


def test_pytest_xdist_starts_workers_as_is_believed() -> None:
    assert callable(DSession._clone_node)
    assert list(signature(NodeManager.setup_node).parameters) == ["self", "spec", "putevent"]
    assert "self.setup_node(spec, putevent)" in getsource(NodeManager.setup_nodes)
    assert "pytest_xdist_setupnodes" in getsource(NodeManager.setup_nodes)


def claims() -> int:
    """Return how many claims a run asks here."""
    return len(selected(API, "standard", (MANY[1],)).asked)


def results(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "results.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.whole
def test_what_killed_workers_had_not_answered_is_asked_again(tmp_path: Path) -> None:
    server, out = Killing((60, 90)), tmp_path / "out"
    given = ("run", *MANY, "--workers", "2", "--out", str(out))
    with running(server, *given, folder=tmp_path) as process:
        said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    assert said.count("died; what it had not answered is asked again") == 2
    assert "Traceback" not in said
    found = results(out)
    assert found["run"]["complete"] is True
    assert found["unreached"] == []
    assert found["totals"]["not_testable"] == UNTESTABLE
    assert found["totals"]["pass"] == found["planned"] - UNTESTABLE == claims() - UNTESTABLE


@pytest.mark.whole
def test_a_run_whose_workers_are_not_replaced_lists_what_is_missing(tmp_path: Path) -> None:
    server, out = Killing((60,)), tmp_path / "out"
    given = (
        str(ROOT / "suites"), "--only", MANY[1], "-n", "2", "-q",
        "--max-worker-restart", "0", "-p", "no:cacheprovider", "--assay-out", str(out),
    )  # fmt: skip
    with running(server, *given, folder=ROOT, module="pytest") as process:
        said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1, said
    found = results(out)
    assert found["run"]["complete"] is False
    answered = {verdict["id"] for verdict in found["verdicts"]}
    assert len(answered) + len(found["unreached"]) == found["planned"] == claims()
    assert answered.isdisjoint(found["unreached"])
    assert found["unreached"]
