"""Any command speaks of an API package that is named, and the built-in one has no privilege."""

from __future__ import annotations

import ast
import json
import shutil
from pathlib import Path

import pytest

from assay.guest.options import contracts
from assay.packages import below, folder, named
from contracts import load
from contracts.catalogue import catalogue
from contracts.loader import API
from contracts.retired import retired
from recordings import own
from sandbox.defects import discover
from sandbox.registry import declared
from suites.asking import planned, selected
from suites.discovery import discover as laws
from tests.running import Outcome, command, run
from tests.suites.servers import Reference

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("assay", "harness", "recordings", "reports", "sandbox", "strategies", "suites")
CHOOSING = "assay/packages.py"  # which package is meant where none is named
COMMANDS = (
    ("list", "operations"), ("list", "clauses"), ("list", "faults"), ("list", "claims"),
    ("export", "openapi"), ("explain", "ticket.create.required.title"),
    ("run", "--base-url", "http://localhost:1"), ("doctor", "--base-url", "http://localhost:1"),
    ("prove", "--only", "closing.*"), ("serve", "--port", "1"),
    ("check-recording", "."), ("known", "update", "."), ("known", "prune", "."),
)  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built-in package under another name."""
    root = tmp_path_factory.mktemp("elsewhere") / "of_mine"
    shutil.copytree(API, root, ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The package that `assay init` writes."""
    assert command("init", "tickets", folder=tmp_path).code == 0
    return tmp_path / "tickets"


def test_a_package_is_named_from_the_root_of_its_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "shop" / "apis" / "tickets"
    place.mkdir(parents=True)
    monkeypatch.chdir(place.parent)
    assert below(str(place)) == "tickets"
    assert below(str(tmp_path)) == ""
    (tmp_path / "shop" / ".git").mkdir()
    assert below(str(place)) == "apis/tickets"
    assert below("") == ""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert below(str(tmp_path)) == ""


def test_a_copy_is_asked_the_same(copy: Path) -> None:
    for profile in ("smoke", "standard"):
        assert list(planned(copy, profile).claims) == list(planned(API, profile).claims)
    ours, theirs = load(), load(copy)
    assert (theirs.operations, theirs.api, theirs.resources) == (
        ours.operations, ours.api, ours.resources,
    )  # fmt: skip
    assert retired(copy) == retired(API)
    assert catalogue(copy) == catalogue(API)


def test_what_is_python_of_a_copy_is_the_copys(copy: Path) -> None:
    """Nothing is shared: behaviour, laws, faults and laws of recordings are each package's own."""
    load(copy)
    own.rules(load(copy))
    there = str(copy.resolve())
    assert [law.name for law in laws(copy)] == [law.name for law in laws(API)]
    for law in laws(copy):
        place = law.body.__code__.co_filename  # type: ignore[attr-defined]
        assert not place.startswith(str(API)), law.name
    assert {law.name for law in laws(copy) if law.own} == {law.name for law in laws(API) if law.own}
    assert any(law.own for law in laws(copy))
    assert list(discover(copy)) == list(discover(API))
    mine, builtin = declared(copy.resolve()), declared(API)
    assert mine.behaviours.keys() == builtin.behaviours.keys()
    files = {function.__code__.co_filename for function in mine.behaviours.values()}
    assert files
    assert all(name.startswith(there) for name in files)
    assert all(path.is_relative_to(copy.resolve()) for path in load(copy).recordings.laws)


GROUPS = ("payment_link.list.pagination.*", "issuing.cardholder.create.required.*",
          "issuing.cardholder.list.law.*", "payment_intent.search.search.*",
          "payment_intent.capture.money.*")  # fmt: skip


def test_a_copy_gets_the_same_verdicts_on_its_own_sandbox(copy: Path) -> None:
    from tests.near import answering  # noqa: PLC0415 - as the other suites of this kind

    found = {}
    for root in (API, copy):
        reference = Reference(package=root)
        with answering(reference) as url:
            done = run(url, *GROUPS, ids=reference.ids, package=root)
        found[root] = {v["id"]: v["status"] for v in done.results["verdicts"]}
    assert found[API] == found[copy]
    assert len(found[copy]) > 40
    assert set(found[copy].values()) <= {"pass", "noted", "not_testable"}


def test_no_general_code_reaches_for_the_built_in_package() -> None:
    found = []
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module == "contracts.loader":
                    found += [str(path.relative_to(ROOT))] * any(
                        a.name == "API" for a in node.names
                    )
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    bare = node.func.id == "load" and not node.args and not node.keywords
                    found += [f"{path}:{node.lineno}"] * bare
    assert found == [CHOOSING]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_takes_a_package(words: tuple[str, ...], tmp_path: Path) -> None:
    """One that is not there is told, before anything else is done."""
    done = command(*words, "--contracts", "nowhere", folder=tmp_path)
    assert done.code == 2
    assert "--contracts is 'nowhere': there is no such folder" in done.said
    assert "Traceback" not in done.said


def listed(*words: str, folder: Path) -> Outcome:
    return command("list", "operations", *words, folder=folder)


@pytest.mark.usefixtures("package")
def test_the_configuration_names_a_package_beside_it(tmp_path: Path) -> None:
    deep = tmp_path / "deep"
    deep.mkdir()
    (deep / "assay.toml").write_text('contracts = "../tickets"\n', encoding="utf-8")
    assert "POST /tickets" in listed(folder=deep).said
    assert "POST /v1/payment_intents" in listed(folder=tmp_path).said
    assert "POST /v1/payment_intents" in listed("--contracts", str(API), folder=deep).said
    (deep / "assay.toml").write_text('contracts = "nowhere"\n', encoding="utf-8")
    done = listed(folder=deep)
    assert (done.code, "assay.toml: contracts is 'nowhere'" in done.said) == (2, True)


def test_an_installed_package_is_named(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As pip leaves it: a folder that Python finds, and an entry point beside it."""
    site = tmp_path / "site"
    shutil.copytree(package, site / "their_tickets")
    (site / "their_tickets" / "__init__.py").touch()
    told = site / "their_tickets-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: their-tickets\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text("[assay.contracts]\ntheir = their_tickets\n")
    monkeypatch.syspath_prepend(str(site))
    from assay.packages import _installed  # noqa: PLC0415 - what is installed is looked for once

    _installed.cache_clear()
    try:
        assert "POST /tickets" in listed("--contracts", "their", folder=tmp_path).said
        assert (named("their"), folder("their")) == ("their", site / "their_tickets")
        shutil.copytree(API / "shared", tmp_path / "their")  # a path that exists is the path
        assert listed("--contracts", "their", folder=tmp_path).code == 2
    finally:
        _installed.cache_clear()


def test_a_package_without_extras_can_be_listed(package: Path, tmp_path: Path) -> None:
    """It has no clauses, no recordings, no kill table and no smoke cover."""
    for words in (["list", "clauses"], ["list", "claims", "--profile", "smoke"]):
        done = command(*words, "--contracts", str(package), folder=tmp_path)
        assert done.code == 0, done.said
    smoke = planned(package, "smoke").claims
    standard = planned(package, "standard").claims
    assert len(smoke) < len(standard)
    assert {claim.law for claim in smoke.values()} >= {"required.required", "pagination.page_size"}


def test_an_unknown_filter_of_a_package_is_told_with_its_names(package: Path) -> None:
    assert selected(package, "standard", ("ticket.create.required.title",)).asked == {
        "ticket.create.required.title"
    }


def test_explain_speaks_of_the_package(package: Path, tmp_path: Path) -> None:
    name = "ticket.list.closing"
    done = command("explain", name, "--contracts", str(package), folder=tmp_path)
    assert done.code == 0
    assert f"{package}/laws/closing/closing.py" in done.said
    assert "closing.closing.never_told  No ticket says when it was closed." in done.said
    assert f"assay run --contracts {package} --only '{name}'" in done.said
    document = command("export", "openapi", "--contracts", str(package), folder=tmp_path).said
    assert "/tickets/{ticket}/close" in json.loads(document)["paths"]


class Said:
    """What pytest was told: on its command line, in its ini file, and where these are."""

    def __init__(self, given: str | None, ini: str, folder: Path) -> None:
        self._given, self._ini = given, ini
        self.inipath = folder / "pytest.ini"
        self.invocation_params = type("Params", (), {"dir": folder / "deep"})()

    def getoption(self, _name: str) -> str | None:
        return self._given

    def getini(self, _name: str) -> str:
        return self._ini


def test_pytest_names_a_package_on_its_command_line_or_in_its_ini_file(tmp_path: Path) -> None:
    for place in ("tickets", "deep/tickets"):
        (tmp_path / place).mkdir(parents=True)
    found = {
        (given, ini): contracts(Said(given, ini, tmp_path))  # type: ignore[arg-type]
        for given, ini in ((None, ""), (None, "tickets"), ("tickets", "x"), ("theirs", "tickets"))
    }
    assert found == {
        (None, ""): None, (None, "tickets"): str(tmp_path / "tickets"),
        ("tickets", "x"): str(tmp_path / "deep" / "tickets"), ("theirs", "tickets"): "theirs",
    }  # fmt: skip
