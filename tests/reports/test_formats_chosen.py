"""Which formats are written: always, when a run names them, and when `assay report` does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reports.formats import formats
from tests.running import Outcome, command
from tests.suites.servers import Reference, listening

ONE = "issuing.cardholder.list.pagination.page_size"
FILES = {form.name: form.file for form in formats()}
ALWAYS = {".assay-run", "ledger.ndjson", "report.html", "results.json"}


def there(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def asked(url: str, *flags: str, folder: Path) -> Outcome:
    """Return what comes of asking one claim."""
    given = ("--base-url", url, "--only", ONE, "--out", "out", "--workers", "1")
    return command("run", *given, *flags, folder=folder, key="sk_test_assay")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run in the folder `out`, which wrote what a run always writes."""
    folder = tmp_path_factory.mktemp("ran")
    with listening(Reference()) as url:
        assert asked(url, folder=folder).code == 0
    assert there(folder / "out") == ALWAYS
    return folder


@pytest.mark.parametrize("name", FILES)
def test_any_format_is_rendered_again(name: str, ran: Path, tmp_path: Path) -> None:
    out = tmp_path / "elsewhere"
    told = command("report", "out", "--format", name, "--out", str(out), folder=ran)
    assert (told.code, told.said) == (0, f"{out / FILES[name]}\n")
    assert there(out) == {".assay-run", "ledger.ndjson", FILES[name]}
    assert there(ran / "out") == ALWAYS


def test_several_formats_are_rendered_at_once(ran: Path, tmp_path: Path) -> None:
    names = ("--format", "csv", "--format", "badge", "--format", "csv")
    told = command("report", "out", *names, "--out", str(tmp_path / "x"), folder=ran)
    assert told.said.splitlines() == [
        str(tmp_path / "x" / "verdicts.csv"), str(tmp_path / "x" / "badge.svg")]  # fmt: skip


def test_a_format_that_there_is_not_is_refused(ran: Path) -> None:
    told = command("report", "out", "--format", "pdf", folder=ran)
    assert told.code == 2
    assert "'pdf' is not one of 'allure', 'annotations'" in told.said


def test_a_run_writes_what_the_file_and_the_flags_name(tmp_path: Path) -> None:
    (tmp_path / "assay.toml").write_text('formats = ["junit", "allure"]\n', encoding="utf-8")
    with listening(Reference()) as url:
        outcome = asked(url, "--format", "sarif", "--allure", "mine", folder=tmp_path)
        assert outcome.code == 0, outcome.said
        named = {FILES[name] for name in ("junit", "allure", "sarif")}
        assert there(tmp_path / "out") == ALWAYS | named
        results = there(tmp_path / "out" / "allure-results")
        assert there(tmp_path / "mine") == results
        (tmp_path / "mine" / "executor.json").write_text("{}", encoding="utf-8")
        (tmp_path / "assay.toml").unlink()
        assert asked(url, "--allure", "mine", folder=tmp_path).code == 0
    assert there(tmp_path / "out") == ALWAYS
    assert there(tmp_path / "mine") > results | {"executor.json"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'formats = ["junit", "pdf"]',
            "assay.toml:1: formats: there is no format 'pdf'; there are",
        ),
        ("formats = []", "formats is an empty list: it says nothing; name formats, or leave"),
        ('formats = "junit"', "formats is 'junit'; it should be a list of names"),
    ],
)
def test_formats_of_a_file_are_held_against_those_there_are(
    text: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "assay.toml").write_text(text, encoding="utf-8")
    outcome = asked("http://127.0.0.1:1", folder=tmp_path)
    assert outcome.code == 2
    assert said in outcome.said


def test_what_others_put_into_a_folder_of_results_is_left(ran: Path, tmp_path: Path) -> None:
    out = tmp_path / "x"
    told = command("report", "out", "--format", "allure", "--out", str(out), folder=ran)
    assert told.code == 0
    (out / "allure-results" / "history").mkdir()
    told = command("report", "out", "--out", str(out), folder=ran)
    assert told.code == 2
    assert "holds allure-results/history, which no run has written" in told.said
    assert (out / "allure-results" / "history").is_dir()


def test_a_folder_of_results_that_no_run_has_written_is_left(ran: Path, tmp_path: Path) -> None:
    (tmp_path / "x" / "allure-results").mkdir(parents=True)
    (tmp_path / "x" / "allure-results" / "categories.json").write_text("[]", encoding="utf-8")
    told = command("report", "out", "--out", str(tmp_path / "x"), folder=ran)
    assert told.code == 2
    assert json.loads((tmp_path / "x" / "allure-results" / "categories.json").read_text()) == []
