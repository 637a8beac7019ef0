"""What changed since an earlier run is told on the first screen, and each claim of it is a link."""

from __future__ import annotations

from pathlib import Path

import pytest

from assay.run.concluding import since
from assay.run.earlier import Earlier
from assay.run.marks import Mark, hold
from assay.run.previous import previous, trend
from assay.run.settings import Settings
from harness.ledger import Ledger
from harness.verdict import Status, Verdict
from reports.formats import formats, results
from reports.formats.html import render
from tests.pages import page
from tests.reports.test_html import HEADER

SERVER = "http://127.0.0.1:1"


def verdict(place: str, status: Status) -> Verdict:
    return Verdict(f"door.open.{place}", "G-1", "POST /v1/x", "must", status, "m")


BEFORE = {v.id: v for v in (verdict("a", "pass"), verdict("b", "fail"), verdict("c", "fail"),
                            verdict("d", "pass"), verdict("gone", "fail"))}  # fmt: skip
NOW = (verdict("a", "fail"), verdict("b", "pass"), verdict("c", "fail"),
       verdict("d", "not_testable"), verdict("e", "fail"))  # fmt: skip


def settings(folder: Path = Path(), run: str = "r2", started: float = 2.0) -> Settings:
    return Settings(run, SERVER, str(folder), "v", started=started)


def test_what_changed_is_told_by_kind() -> None:
    found = since(Earlier(Path(), {"run": "r1"}, BEFORE), NOW, settings())
    assert found["new"] == ["door.open.a", "door.open.e"]
    assert found["mended"] == ["door.open.b"]
    assert found["before"] == ["door.open.c"]
    assert found["unjudged"] == ["door.open.d"]
    assert found["notes"] == ["of what is newly broken, 1 claims were not asked in the run before"]


@pytest.mark.parametrize("when", [1.0, "1970-01-01T00:00:01+00:00"])  # of a ledger, of results
@pytest.mark.parametrize(("name", "words"), [("previous", "the run before"),
                                             ("baseline", "the baseline")])  # fmt: skip
def test_the_first_screen_tells_it_with_links(name: str, words: str, when: object) -> None:
    found = since(Earlier(Path(), {"run": "r1", "started": when}, BEFORE), NOW, settings())
    text = page(render(Ledger(HEADER, {}, NOW, {"seconds": 1, name: found}))).html
    assert f"Since {words}" in text
    assert "run r1 of 1970-01-01 00:00:01 UTC" in text
    assert "2 newly broken" in text
    assert "1 mended" in text
    assert '<a href="#door.open.b">' in text
    assert "Since" not in render(Ledger(HEADER, {}, NOW, {"seconds": 1})).partition("<script")[0]


def run_in(
    folder: Path, run: str, started: float, *, named: bool = False, url: str = SERVER,
    **header: object,
) -> None:  # fmt: skip
    folder.mkdir(parents=True)
    own = hold(folder)
    own.write(Mark(run, folder.name, url, started, named))
    own.release()
    header = {**HEADER, "run": run, "started": started, "base_url": url, **header}
    ledger = Ledger(header, {}, tuple(BEFORE.values()), {"seconds": 1})
    next(form for form in formats() if form.file == results.FILE).write(ledger, folder)


def test_the_run_before_is_the_newest_against_the_same_server(tmp_path: Path) -> None:
    run_in(tmp_path / "a", "r0", 0.5)
    run_in(tmp_path / "b", "r1", 1.0)
    run_in(tmp_path / "other", "rx", 1.5, url="http://127.0.0.1:2")
    run_in(tmp_path / "named", "ry", 1.6, named=True)
    run_in(tmp_path / "later", "r3", 3.0)
    run_in(tmp_path / "own", "r2", 2.0)
    found = previous(settings(tmp_path / "own"))
    assert found is not None
    assert found.header["id"] == "r1"


def test_there_is_none_where_none_can_be_read(tmp_path: Path) -> None:
    run_in(tmp_path / "own", "r2", 2.0)
    assert previous(settings(tmp_path / "own")) is None
    run_in(tmp_path / "b", "r1", 1.0)
    (tmp_path / "b" / results.FILE).write_text("{", encoding="utf-8")
    assert previous(settings(tmp_path / "own")) is None
    (tmp_path / "b" / results.FILE).unlink()
    assert previous(settings(tmp_path / "own")) is None


def test_a_folder_that_was_named_has_none(tmp_path: Path) -> None:
    run_in(tmp_path / "b", "r1", 1.0)
    run_in(tmp_path / "own", "r2", 2.0, named=True)
    assert previous(settings(tmp_path / "own")) is None
    assert previous(settings(tmp_path / "nowhere")) is None


def test_a_run_of_another_api_is_none_and_one_that_asked_the_same_goes_before(
    tmp_path: Path,
) -> None:
    own = settings(tmp_path / "own")
    run_in(tmp_path / "own", "r2", 2.0)
    run_in(tmp_path / "other", "rx", 1.9, contracts={"name": "tickets", "at": "tickets"})
    assert previous(own) is None
    run_in(tmp_path / "part", "r1", 1.8, only=["a.*"])
    found = previous(own)
    assert found is not None
    assert found.header["id"] == "r1"  # where there is no other
    run_in(tmp_path / "whole", "r0", 0.5, contracts={"name": "payments", "at": ""})
    found = previous(own)
    assert found is not None
    assert found.header["id"] == "r0"


def test_the_trend_is_of_runs_that_were_asked_the_same(tmp_path: Path) -> None:
    run_in(tmp_path / "own", "r9", 9.0)
    own = settings(tmp_path / "own", "r9", 9.0)
    assert trend(own) == []
    for number in range(1, 5):
        run_in(tmp_path / f"{number}", f"r{number}", float(number))
    run_in(tmp_path / "smoke", "rs", 5.0, profile="smoke")
    run_in(tmp_path / "part", "rp", 5.0, only=["a.*"])
    run_in(tmp_path / "shard", "rh", 5.0, shard=[1, 2])
    run_in(tmp_path / "api", "ra", 5.0, contracts={"name": "tickets", "at": "tickets"})
    run_in(tmp_path / "url", "ru", 5.0, url="http://127.0.0.1:2")
    run_in(tmp_path / "named", "rn", 5.0, named=True)
    run_in(tmp_path / "broken", "rb", 5.0)
    (tmp_path / "broken" / results.FILE).write_text('{\n "result": "PASS",\n', encoding="utf-8")
    found = trend(own)
    assert [told["run"] for told in found] == ["r1", "r2", "r3", "r4"]
    assert found[0] == {"run": "r1", "started": "1970-01-01T00:00:01+00:00", "result": "FAIL",
                        "held": 2, "musts": 5, "broken": 3}  # fmt: skip


def test_the_report_draws_the_trend(tmp_path: Path) -> None:
    run_in(tmp_path / "own", "r9", 9.0)
    for number in range(1, 3):
        run_in(tmp_path / f"{number}", f"r{number}", float(number))
    told = trend(settings(tmp_path / "own", "r9", 9.0))
    found = Ledger(HEADER, {}, (*NOW, verdict("f", "pass"), verdict("g", "pass"),
                                verdict("h", "pass")), {"seconds": 1, "trend": told})  # fmt: skip
    text = page(render(found)).html
    assert "Over 3 runs" in text
    assert "Planned musts that hold, from 40% (bottom) to 50% (top)" in text
    assert "the bars are broken musts, at most 3." in text
    assert '<polyline points="8.0,62.0 500.0,62.0 992.0,8.0"/>' in text
    assert text.count('class="broken"') == 3
    assert "this run: 50.0%" in text
    assert 'id="trend"' not in page(render(Ledger(HEADER, {}, NOW, {"seconds": 1}))).html
