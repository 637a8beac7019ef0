"""The package of `assay init` works as it is, and a mistake in one is told with file and line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assay.commands.init import EXAMPLE
from assay.doctor.package import findings
from assay.proving import prove
from assay.run.configuring import Options
from assay.run.prepare import prepared
from assay.trouble import Stop
from assay.unmoved import unmoved_claims
from contracts import load
from sandbox.defects import matching
from suites.asking import planned, selected
from suites.declared import UNWRITTEN, Declared
from suites.lacking import lacking, told
from tests.copies import parsed, written
from tests.near import answering
from tests.running import command, run
from tests.suites.servers import Reference

WRITTEN = ("api.yaml", "behaviour/ticket.py", "faults/closing/closing.py",
           "laws/closing/closing.py", "ticket.yaml")  # fmt: skip
NOT_JUDGED = 5  # claims of a standard run on its own sandbox, at most


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The package that `assay init` writes."""
    assert command("init", "tickets", folder=tmp_path).code == 0
    return tmp_path / "tickets"


def test_init_writes_what_it_says(package: Path, tmp_path: Path) -> None:
    found = {p.relative_to(package).as_posix() for p in package.rglob("*") if p.is_file()}
    assert found == set(WRITTEN)
    done = command("init", "tickets", folder=tmp_path)
    assert (done.code, done.said) == (
        2, "Error: tickets is not empty, and nothing in it is overwritten\n",
    )  # fmt: skip
    (tmp_path / "file").touch()
    assert command("init", "file", folder=tmp_path).code == 2
    (tmp_path / "empty").mkdir()
    assert command("init", "empty", folder=tmp_path).code == 0


def test_its_own_sandbox_passes_and_most_is_judged(package: Path) -> None:
    reference = Reference(package=package)
    with answering(reference) as url:
        done = run(url, package=package, key="sk_test_assay")
    assert done.ids("fail") + done.ids("warn") + done.ids("error") == []
    assert len(done.ids("not_testable")) <= NOT_JUDGED
    assert len(done.ids("pass")) > 200
    assert "ticket.list.closing" in done.ids("pass")
    assert "ticket.close.transition.closed" in done.ids("pass")
    assert "ticket.create.required.title" in done.ids("pass")


SECTIONS = ("auth", "success", "error", "list", "object", "unknown", "situations")


@pytest.mark.parametrize("gone", [*SECTIONS, "all of them"])
def test_a_convention_that_is_not_declared_is_not_asked(gone: str, package: Path) -> None:
    """The package and its sandbox do without each section of api.yaml, and nothing is broken."""
    keys = parsed(package / "api.yaml")
    left = {name: keys[name] for name in keys if gone not in (name, "all of them")}
    left["name"] = keys["name"]
    (package / "api.yaml").write_text(written(left), encoding="utf-8")
    if "error" not in left:  # where a refusal has its code nobody knows then
        replacing("ticket.yaml", ", code: closed", "")(package)
    with answering(Reference(package=package)) as url:
        done = run(url, package=package, key="sk_test_assay")
    assert {name: done.ids(name) for name in ("fail", "warn", "error") if done.ids(name)} == {}
    assert len(done.ids("pass")) > 80


def test_its_law_finds_its_fault(package: Path) -> None:
    faults = matching("closing.*", package)
    proofs = prove(faults, planned(package, "standard"), 1, 1, lambda _proof: None)
    assert [(p.fault.name, p.killed) for p in proofs] == [("closing.closing.never_told", True)]


def test_a_fault_of_what_it_does_not_have_is_no_survivor(package: Path, tmp_path: Path) -> None:
    """A law that is not asked, and a fault that changes no answer."""
    for name in ("metadata.set.*", "required.required.nested_not_required"):
        done = command("prove", "--contracts", str(package), "--only", name, folder=tmp_path)
        assert (done.code, "0 of 0 faults found; 1 more break nothing" in done.said) == (0, True)


def replacing(file: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / file).read_text("utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def writing(file: str, text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")

    return change


def emptied(root: Path) -> None:
    shutil.rmtree(root)
    root.mkdir()


def filed(root: Path) -> None:
    shutil.rmtree(root)
    root.write_text("name: tickets\n", encoding="utf-8")


FAULTS = "faults/closing/closing.py"
CLOSING = "laws/closing/closing.py"
MISTAKES: dict[str, tuple[Callable[[Path], None], str]] = {
    "an empty folder": (emptied, "api.yaml:1: (top): there is no such file"),
    "a file": (filed, "tickets:1: (top): it is no folder"),
    "no resource": (lambda root: (root / "ticket.yaml").unlink(), "no file describes a resource"),
    "no mapping": (writing("ticket.yaml", "- a\n"), "ticket.yaml:1: (top): expected a mapping"),
    "no YAML": (writing("ticket.yaml", "a: [\n"), "ticket.yaml:2: (top): not YAML"),
    "no text": (
        lambda root: (root / "ticket.yaml").write_bytes(b"\xff\xfe"), "ticket.yaml:1: (top): not",
    ),
    "an unknown key": (
        replacing("ticket.yaml", "    kind: list\n", "    kind: list\n    colour: red\n"),
        "ticket.yaml:32: operations.list.colour: unknown key 'colour'",
    ),
    "an unknown convention": (
        replacing("api.yaml", "  wrong:", "  wrang:"), "auth.wrang: unknown key 'wrang'",
    ),
    "a stray file": (writing("ticket.yml", "a: b"), "ticket.yml:1: (top): nobody reads this file"),
    "a value of another type": (
        replacing("ticket.yaml", "max_length: 200", "max_length: many"), "expected a whole number",
    ),
    "an operation of no kind": (
        replacing("ticket.yaml", "kind: action", "kind: deed"), "'deed' is not one of",
    ),
    "a code that nothing holds": (
        replacing("api.yaml", "  code: code\n", ""),
        "lifecycle.matrix.close[1].refused.code: api.yaml does not say where a refusal has its",
    ),
    "an object that nothing makes": (
        replacing("ticket.yaml", 'title: "@unique", priority', 'title: "@tocket", priority'),
        "'@tocket' names an object that no recipe makes",
    ),
    "a law that raises": (
        replacing(CLOSING, "def _of_tickets", "raise RuntimeError('oh')\n\n\ndef _of_tickets"),
        f"{CLOSING}:14: (top): RuntimeError: oh",
    ),
    "a law that is no Python": (
        replacing(CLOSING, "def closing(", "def closing)("), f"{CLOSING}:19: (top): SyntaxError",
    ),
    "a law that imports what is not there": (
        replacing(CLOSING, "from suites.law import", "from suites.lore import"),
        f"{CLOSING}:10: (top): ModuleNotFoundError: No module named 'suites.lore'",
    ),
    "a guard of a law that raises": (
        replacing(CLOSING, 'return operation.returns == "ticket"', "return operation.colour"),
        f"{CLOSING}:15: _of_tickets: AttributeError: 'Operation' object has no attribute 'colour'",
    ),
    "a guard of a law that takes something else": (
        replacing(CLOSING, "_of_tickets(operation: Operation, _contracts: Contracts)",
                  "_of_tickets(operation: Operation)"),
        f"{CLOSING}:18: (top): TypeError: _of_tickets is called with 2 values",
    ),
    "a law of no level": (
        replacing(CLOSING, "recorded=True", 'recorded=True, level="may"'),
        f"{CLOSING}:18: (top): ValueError: 'may' is not one of must, should, probe",
    ),
    "a fault in the wrong place": (
        writing("faults/closing.py", '"""Faults."""\n'), "faults/closing.py:1: (top): faults stand",
    ),
    "a fault that raises": (
        replacing("faults/closing/closing.py", "@seams.objects()", "@seams.object()"),
        "faults/closing/closing.py:12: (top): AttributeError",
    ),
    "behaviour of no operation": (
        replacing("behaviour/ticket.py", '/close")', '/clothe")'),
        "behaviour/ticket.py:24: closed: 'POST /tickets/{ticket}/clothe' is no operation of",
    ),
    "behaviour that raises": (
        replacing("behaviour/ticket.py", 'KIND = "ticket"', 'KIND = {}["ticket"]'),
        "behaviour/ticket.py:14: (top): KeyError: 'ticket'",
    ),
    "a broken cover": (writing("smoke.yaml", "colour: red\n"), "smoke.yaml:1: colour: unknown key"),
    "a law that imports the sandbox": (
        replacing(CLOSING, "from suites.law import", "import sandbox\nfrom suites.law import"),
        f"{CLOSING}:10: (top): it imports sandbox: modules in laws/ never import that part",
    ),
    "behaviour that imports the suites": (
        replacing("behaviour/ticket.py", "from sandbox.call", "import suites\nfrom sandbox.call"),
        "behaviour/ticket.py:8: (top): it imports suites: modules in behaviour/ never import",
    ),
    "a cover of no law": (
        writing("smoke.yaml", "laws:\n  pagination.page_siez: [list]\n"),
        "smoke.yaml:2: laws.pagination.page_siez: 'pagination.page_siez' is no law; did you mean",
    ),
    "a kill table that is none": (
        writing("kills.json", '{"costs": 1,\n "found": [}'),
        "kills.json:2: (top): it is no kill table (JSONDecodeError)",
    ),
    "a value that begins with a blank": (
        replacing("ticket.yaml", "[low, normal", '[" low", normal'),
        "ticket.yaml:15: operations.create.parameters.body.priority.enum: ' low' begins or ends",
    ),
    "a prefix of two": (
        writing("note.yaml", "resource: note\nobject: note\nprefix: tkt_\nfields: {}\n"),
        "ticket.yaml:4: prefix: ids of 'note' begin with 'tkt_' as well",
    ),
    "a header that is a row as well": (
        replacing("ticket.yaml", "body:", "header: {title: {type: string}}\n      body:"),
        "operations.create: 'title' is a header, and a row of the form: one name stands for both",
    ),
    "a law that cites no clause": (
        writing("clauses/all.yaml", "- {id: docs#close, level: must, says: a, source: [b], "
                                    "excluded: c}\n"),
        f"{CLOSING}:18: closing: 'docs#closing' is no clause of the catalogue; did you mean",
    ),
    "a row of pages that is nearly one": (
        replacing("api.yaml", "  after: after", "  after: aftr"),
        "api.yaml:30: list.after: 'aftr' is a row of no list; did you mean 'after'",
    ),
    "a broken clause": (
        writing("clauses/all.yaml", "- {id: T-1}\n"), "clauses/all.yaml:1: [0]: the key 'level'",
    ),
}  # fmt: skip
LATE = {  # what loading does not see, and the command that does
    "a fault in the wrong place": ("list", "faults"), "a fault that raises": ("list", "faults"),
    "a broken cover": ("list", "claims", "--profile", "smoke"),
    "a cover of no law": ("list", "claims", "--profile", "smoke"),
    "a kill table that is none": ("doctor",),
    "behaviour that imports the suites": ("doctor",),
    "a broken clause": ("list", "clauses"), "behaviour of no operation": ("doctor",),
    "behaviour that raises": ("doctor",),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_place(name: str, package: Path, tmp_path: Path) -> None:
    change, says = MISTAKES[name]
    change(package)
    words = LATE.get(name, ("list", "claims"))
    done = command(*words, "--contracts", str(package), folder=tmp_path)
    assert done.code == 2, done.said
    assert says in done.said.replace(f"{package}/", "")
    assert str(tmp_path) in done.said
    assert "Traceback" not in done.said


@pytest.mark.whole
@pytest.mark.parametrize("name", ["behaviour that raises", "behaviour of no operation"])
def test_a_run_says_why_its_sandbox_does_not_start(name: str, package: Path) -> None:
    change, says = MISTAKES[name]
    change(package)
    with pytest.raises(Stop) as caught, prepared(Options(contracts=str(package))):
        pass
    assert caught.value.exit_code == 2
    assert says in caught.value.message.replace(f"{package}/", "")


def test_a_law_without_a_fault_and_a_fault_without_a_law_are_told(package: Path) -> None:
    (package / "faults" / "closing" / "closing.py").rename(package / "faults" / "closing" / "x.py")
    says = [found.says for found in findings(load(package), ()) if found.state == "note"]
    assert says == [
        f"the law closing.closing has no fault that it is seen to find: write {FAULTS}",
        "the fault closing.x.never_told is one of a law that there is not",
    ]


def lacking_of(package: Path) -> list[str]:
    return [lack.line() for lack in lacking(planned(package, "standard"))]


def test_what_is_missing_is_told_before_the_run(package: Path) -> None:
    """And it is what a run then says: no claim that it counts is judged."""
    assert lacking_of(package) == []
    text = (package / "ticket.yaml").read_text("utf-8")
    first, last = text.index("    # How the list is filled"), text.index("  close:")
    (package / "ticket.yaml").write_text(text[:first] + text[last:], encoding="utf-8")
    shutil.copytree(package, package.parent / "again")
    package = package.parent / "again"
    says = lacking_of(package)
    assert says == ["ticket.list has no population: 13 claims will be untestable"]
    assert list(told(planned(package, "standard"))) == says
    with answering(Reference(package=package)) as url:
        done = run(url, package=package, key="sk_test_assay")
    reason = "the contract does not say how to fill this list"
    told_so = [v for v in done.results["verdicts"] if reason in v.get("message", "")]
    assert len(told_so) == 13
    assert {v["status"] for v in told_so} == {"not_testable"}


def test_nothing_is_missing_in_the_built_in_package() -> None:
    contracts = load()
    assert lacking_of(contracts.root) == []


def test_the_example_is_what_the_tests_run() -> None:
    assert {p.relative_to(EXAMPLE).as_posix() for p in EXAMPLE.rglob("*")
            if p.is_file() and "__pycache__" not in p.parts} == set(WRITTEN)  # fmt: skip


def test_moves_that_no_behaviour_makes_are_told(package: Path) -> None:
    """The package's own sandbox answers an action of which nothing is written with its object."""
    assert [f.says for f in findings(load(package), ()) if f.state == "note"] == []
    shutil.rmtree(package / "behaviour")
    shutil.copytree(package, package.parent / "again")
    says = [f.says for f in findings(load(package.parent / "again"), ()) if f.state == "note"]
    (told_so,) = says
    assert told_so == (
        "the package's own sandbox does not do what the lifecycle says of ticket.close: write "
        "behaviour/*.py, else it is not held to their transitions"
    )
    contracts = load(package.parent / "again")
    unheld = ("ticket.close.transition.open", "ticket.close.transition.closed")  # it refuses none
    assert unmoved_claims(contracts) == unheld
    kept = selected(contracts.root, "standard", (), Declared(unwritten=unmoved_claims(contracts)))
    assert dict(kept.unsupported) == dict.fromkeys(unheld, UNWRITTEN)
    assert unmoved_claims(load()) == ()
