"""What a run is rendered in for other tools is read by libraries that others wrote."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from allure_commons import model2
from attr import fields
from haralyzer import HarParser
from junitparser import Error, Failure, JUnitXml, Skipped
from junitparser import TestCase as Case
from markdown_it import MarkdownIt
from sarif_pydantic import Sarif

from harness.ledger import Ledger
from harness.result import result
from harness.verdict import ORDER, Finding, Verdict
from recordings.read.files import read
from reports.formats import STANDARD, Format, chosen, formats
from sandbox.auth import SECRET
from tests.near import answering
from tests.reports.every_status import EXCHANGES, FOOTER, HEADER, VERDICTS, ledger, verdict
from tests.reports.test_hostile_texts import HOSTILE
from tests.running import run
from tests.suites.servers import Reference

FORMATS = {form.name: form for form in formats()}
LONG = "x<|`" * 10_000


def written(name: str, folder: Path, found: Ledger) -> str:
    """Return what a format writes of a run."""
    return FORMATS[name].write(found, folder).read_text(encoding="utf-8")


# -- JUnit -----------------------------------------------------------------------------------


def cases(folder: Path, found: Ledger) -> dict[str, Case]:
    """Return the test cases that junitparser reads, by class and name."""
    path = FORMATS["junit"].write(found, folder)
    read = [case for suite in JUnitXml.fromfile(str(path)) for case in suite]
    assert len({(case.classname, case.name) for case in read}) == len(read)
    return {f"{case.classname}.{case.name}": case for case in read}


def ending(case: Case) -> tuple[str, str]:
    """Return how a test case ended, in the word of JUnit, and its type."""
    if not case.result:
        return "passed", ""
    told = case.result[0]
    words = {Failure: "failure", Error: "error", Skipped: "skipped"}
    return words[type(told)], told.type


def test_junit_has_one_test_case_a_verdict(tmp_path: Path) -> None:
    found = {name: ending(case) for name, case in cases(tmp_path, ledger()).items()}
    assert found == {
        "a.thing.create.shape.fail": ("failure", "fail"),
        "a.thing.create.shape.fixed": ("failure", "fixed"),
        "a.thing.create.shape.warn": ("skipped", "warn"),
        "a.thing.create.shape.error": ("error", "error"),
        "a.thing.create.shape.known": ("skipped", "known"),
        "a.thing.create.shape.pass": ("passed", ""),
        "a.thing.create.shape.noted": ("skipped", "noted"),
        "a.thing.create.shape.not_testable": ("skipped", "not_testable"),
        "a.thing.create.shape.not_supported": ("skipped", "not_supported"),
        "a.thing.create.shape.places": ("failure", "fail"),
        "a.thing.create.shape.once": ("skipped", "warn"),
        "other.list.shape": ("passed", ""),
        "suite.target": ("error", "error"),
    }


def test_junit_says_why(tmp_path: Path) -> None:
    case = cases(tmp_path, ledger())["a.thing.create.shape.fail"]
    assert (case.classname, case.name) == ("a.thing.create", "shape.fail")
    assert case.result[0].message == "fail: why it is fail"
    assert "must G-1 (L7): A thing keeps its shape" in case.result[0].text
    assert "expected: one\nobserved: two\n" in case.result[0].text
    assert "POST /v1/things?a[]=1&b=  name=x y&n=1" in case.result[0].text


def test_junit_counts_are_those_of_its_cases(tmp_path: Path) -> None:
    path = FORMATS["junit"].write(ledger(), tmp_path)
    read = JUnitXml.fromfile(str(path))
    told = [(s.tests, s.failures, s.errors, s.skipped, s.time) for s in read]
    whole = (read.tests, read.failures, read.errors, read.time)
    assert whole == (13, 3, 2, 1.0)
    for suite in read:
        suite.update_statistics()
    assert [(s.tests, s.failures, s.errors, s.skipped, pytest.approx(s.time)) for s in read] == told
    read.update_statistics()
    assert (read.tests, read.failures, read.errors, pytest.approx(read.time)) == whole


def test_junit_times_are_those_of_the_exchanges(tmp_path: Path) -> None:
    """Nine verdicts look at the same two exchanges, of a quarter of a second each."""
    found = cases(tmp_path, ledger())
    assert found["a.thing.create.shape.fail"].time == pytest.approx(0.5 / 9, abs=0.001)
    assert found["a.thing.create.shape.places"].time == 0.25
    assert found["other.list.shape"].time == 0.0


BEYOND: dict[str, tuple[dict[str, Any], str, str]] = {
    "cut": ({"complete": False, "unreached": ["a", "b"]}, "assay.complete", "error"),
    "lost": ({"lost": ["a.b"]}, "assay.lost", "error"),
    "short": ({"short": {"required": 90, "judged": 1, "of": 3}}, "assay.short", "error"),
    "expired": ({"expired": ["a.*"]}, "assay.expired.a.*", "failure"),
}


@pytest.mark.parametrize("kind", BEYOND)
def test_no_run_is_green_that_is_none(kind: str, tmp_path: Path) -> None:
    footer, name, word = BEYOND[kind]
    found = ledger(verdict("pass"), **footer)
    assert result(found) != "PASS"
    assert ending(cases(tmp_path, found)[name]) == (word, "run")
    told = [case for case in allure(tmp_path, found) if case["fullName"] == name]
    assert [case["status"] for case in told] == ["failed" if word == "failure" else "broken"]
    assert "::error title=assay." not in written("annotations", tmp_path, ledger(verdict("pass")))
    assert written("annotations", tmp_path, found).startswith("::error title=")
    sarif = Sarif.model_validate_json(written("sarif", tmp_path, found))
    assert sarif.runs[0].invocations[0].execution_successful is False


@pytest.mark.parametrize("statuses", [("noted",), ("not_testable",), ("warn",), ()])
def test_a_run_that_judged_nothing_is_not_green(statuses: tuple[str, ...], tmp_path: Path) -> None:
    found = replace(ledger(), verdicts=tuple(v for v in VERDICTS if v.status in statuses))
    assert result(found) == "INCOMPLETE"
    assert ending(cases(tmp_path, found)["assay.judged"])[0] == "error"


@pytest.mark.parametrize("status", ORDER)
def test_junit_is_red_where_the_run_is(status: Any, tmp_path: Path) -> None:
    """Beside a claim that passes, so that something was judged."""
    found = ledger(verdict("pass"), verdict(status, "other"))
    red = {ending(case)[0] for case in cases(tmp_path, found).values()} & {"failure", "error"}
    assert bool(red) == (result(found) != "PASS")


ASKED = ("issuing.cardholder.list.pagination.page_size", "issuing.cardholder.*.accepts")


# -- names -----------------------------------------------------------------------------------


def identities(folder: Path, found: Ledger) -> dict[str, list[str]]:
    """Return what each format calls the verdicts of a run."""
    sarif = json.loads(written("sarif", folder, found))["runs"][0]["results"]
    return {
        "junit": sorted(cases(folder, found)),
        "allure": sorted(case["historyId"] for case in allure(folder, found)),
        "sarif": sorted(one["partialFingerprints"]["assayClaim/v1"] for one in sarif),
    }


def test_names_are_the_same_in_each_run(tmp_path: Path) -> None:
    """With another seed, at several at a time, on another port; files have other names then."""
    found = []
    for seed, concurrency in ((1, 1), (2, 4)):
        with answering(Reference("pagination.page_size.limit_ignored")) as url:
            told = run(url, *ASKED, seed=seed, concurrency=concurrency, key=SECRET)
        found.append(told.ledger)
    assert found[0].totals["fail"] > 0
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    assert identities(folders[0], found[0]) == identities(folders[1], found[1])
    assert not {p.name for p in (folders[0] / "allure-results").glob("*-result.json")} & {
        p.name for p in (folders[1] / "allure-results").glob("*-result.json")}  # fmt: skip


# -- Allure ----------------------------------------------------------------------------------


def allure(folder: Path, found: Ledger) -> list[dict[str, Any]]:
    """Return the results in the folder that Allure reads."""
    path = FORMATS["allure"].write(found, folder)
    return [json.loads(file.read_bytes()) for file in sorted(path.glob("*-result.json"))]


def test_allure_has_one_result_a_verdict(tmp_path: Path) -> None:
    found = allure(tmp_path, ledger())
    known = {field.name for field in fields(model2.TestResult)}
    assert all(set(case) <= known for case in found)
    assert {case["fullName"]: case["status"] for case in found} == {
        "a.thing.create.shape.fail": "failed", "a.thing.create.shape.fixed": "failed",
        "a.thing.create.shape.warn": "skipped", "a.thing.create.shape.error": "broken",
        "a.thing.create.shape.known": "skipped", "a.thing.create.shape.pass": "passed",
        "a.thing.create.shape.noted": "skipped", "a.thing.create.shape.not_testable": "skipped",
        "a.thing.create.shape.not_supported": "skipped", "a.thing.create.shape.places": "failed",
        "a.thing.create.shape.once": "skipped", "other.list.shape": "passed",
        "suite.target": "broken",
    }  # fmt: skip
    case = next(c for c in found if c["fullName"] == "a.thing.create.shape.known")
    assert case["historyId"] == hashlib.md5(case["fullName"].encode()).hexdigest()  # noqa: S324
    assert (case["statusDetails"]["known"], case["statusDetails"]["flaky"]) == (True, False)
    assert (case["start"], case["stop"]) == (1_700_000_001_500, 1_700_000_002_000)
    labels = {label["name"]: label["value"] for label in case["labels"]}
    assert (labels["parentSuite"], labels["suite"]) == ("a.thing", "a.thing.create")
    assert (labels["feature"], labels["severity"]) == ("POST /v1/things", "critical")


def test_allure_attaches_an_exchange_once(tmp_path: Path) -> None:
    found = allure(tmp_path, ledger())
    names = {part["source"] for case in found for part in case.get("attachments", ())}
    files = {path.name for path in (tmp_path / "allure-results").glob("*-attachment.txt")}
    assert names == files
    assert len(files) == len(EXCHANGES)
    text = "".join((tmp_path / "allure-results" / name).read_text() for name in files)
    assert "$ASSAY_API_KEY" in text


def test_allure_is_rendered_again_into_the_same_files(tmp_path: Path) -> None:
    folder = FORMATS["allure"].write(ledger(), tmp_path)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "stale-result.json").write_text("{}")
    FORMATS["allure"].write(ledger(), tmp_path)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_allure_stays_small(tmp_path: Path) -> None:
    """A smoke run of 1,152 claims has at most 3 MB."""
    with answering(Reference()) as url:
        found = run(url, "issuing.cardholder.*", profile="smoke", key=SECRET).ledger
    folder = FORMATS["allure"].write(found, tmp_path)
    results = sum(path.stat().st_size for path in folder.glob("*-result.json"))
    attached = sum(path.stat().st_size for path in folder.glob("*-attachment.txt"))
    assert 1152 * results / len(found.verdicts) < 1_900_000
    assert attached < 1_100_000


def test_what_is_attached_is_bounded(tmp_path: Path) -> None:
    """The exchanges of breaches come first."""
    body = b'{"a": "' + b"y" * 9_000 + b'"}'
    kept = EXCHANGES["m-1"]
    many = {f"x-{n}": replace(kept, id=f"x-{n}", response=replace(kept.response, body=body))
            for n in range(400)}  # fmt: skip
    verdicts = [verdict("pass", f"p{n:03}", exchanges=(f"x-{n}",)) for n in range(399)]
    broken = verdict("fail", "z", exchanges=("x-399",))
    found = replace(ledger(*verdicts, broken), exchanges=many)
    told = {case["name"]: case.get("attachments") for case in allure(tmp_path, found)}
    assert told["shape.z"]
    assert 100 < sum(bool(parts) for parts in told.values()) < 300
    whole = sum(p.stat().st_size for p in (tmp_path / "allure-results").glob("*-attachment.txt"))
    assert 900_000 < whole < 1_100_000


# -- SARIF -----------------------------------------------------------------------------------


def test_sarif_has_a_result_for_each_breach(tmp_path: Path) -> None:
    found = Sarif.model_validate_json(written("sarif", tmp_path, ledger())).runs[0]
    told = {one.properties["id"].rpartition(".")[2]: one for one in found.results}
    assert {name: one.level.value for name, one in told.items()} == {
        "fail": "error", "fixed": "error", "places": "error", "warn": "warning",
        "once": "warning", "known": "warning",
    }  # fmt: skip
    assert [rule.id for rule in found.tool.driver.rules] == ["shape.kept"]
    plain = json.loads(written("sarif", tmp_path, ledger()))["runs"][0]["results"]
    kept = {one["properties"]["status"]: one.get("suppressions") for one in plain}
    reason = {"kind": "external", "status": "accepted", "justification": "it | is <known>"}
    assert kept == {"fail": None, "fixed": None, "warn": None, "known": [reason]}
    place = told["fail"].locations[0]
    assert place.physical_location.artifact_location.uri == "a/thing.yaml"
    assert found.invocations[0].execution_successful is False
    errors = found.invocations[0].model_extra["toolExecutionNotifications"]
    assert sum("why it is error" in one["message"]["text"] for one in errors) == 1


def test_sarif_knows_what_is_new(tmp_path: Path) -> None:
    baseline = {"run": "r0", "new": [verdict("fail").id], "before": [], "mended": [], "notes": []}
    found = ledger(verdict("fail"), verdict("fail", "before"), baseline=baseline)
    told = json.loads(written("sarif", tmp_path, found))["runs"][0]["results"]
    assert [one["baselineState"] for one in told] == ["new", "unchanged"]


def test_a_run_that_holds_has_no_result(tmp_path: Path) -> None:
    found = Sarif.model_validate_json(written("sarif", tmp_path, ledger(verdict("pass")))).runs[0]
    assert found.results == []
    assert found.invocations[0].execution_successful is True


# -- HAR -------------------------------------------------------------------------------------


def test_har_has_every_exchange(tmp_path: Path) -> None:
    archive = HarParser(json.loads(written("har", tmp_path, ledger())))
    assert archive.version == "1.2"
    entries = {entry["comment"]: entry for entry in archive.har_data["entries"]}
    assert sorted(entries) == ["m-1", "m-2", "m-3", "m-4"]
    first = entries["m-1"]
    assert first["request"]["url"] == "http://127.0.0.1:9/v1/things?a[]=1&b=%20"
    assert first["request"]["queryString"] == [
        {"name": "a[]", "value": "1"}, {"name": "b", "value": " "}]  # fmt: skip
    assert first["request"]["postData"]["text"] == "name=x+y&n=1"
    assert first["startedDateTime"] == "2023-11-14T22:13:21.500+00:00"
    assert (first["time"], first["timings"]["wait"]) == (250, 250)
    assert first["response"]["content"]["text"] == '{"id": "t_1"}'
    assert entries["m-2"]["response"]["content"]["encoding"] == "base64"
    assert entries["m-3"]["response"]["status"] == 0
    cut = entries["m-4"]["response"]["content"]
    assert (cut["size"], "text" in cut) == (9_000, False)


def test_har_is_read_back_as_it_was(tmp_path: Path) -> None:
    """What a run exchanged, and was judged to hold, holds when it is read as a recording."""
    with answering(Reference()) as url:
        kept = run(url, "issuing.cardholder.create.accepts.*", key=SECRET).ledger
    path = FORMATS["har"].write(kept, tmp_path)
    (recording,) = read((path,))
    found = [(e.request.method, e.request.target, e.request.body, e.status, e.json)
             for e in (one.exchange for one in recording.exchanges)]  # fmt: skip
    sent = sorted(kept.exchanges.values(), key=lambda e: e.started)
    assert found == [(e.request.method, e.request.target, e.request.body, e.status, e.json)
                     for e in sent]  # fmt: skip


# -- CSV -------------------------------------------------------------------------------------


def test_csv_has_a_row_a_verdict(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", tmp_path, ledger()))))
    assert [(row["id"], row["status"]) for row in rows] == [(v.id, v.status) for v in VERDICTS]
    first = rows[0]
    assert (first["resource"], first["clause"], first["source"]) == ("a.thing", "G-1", "L7")
    assert (first["expected"], first["observed"], first["seconds"]) == ("one", "two", "0.500")
    assert [row["once"] for row in rows].count("yes") == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\r=", "\uff1d", "\u200b="])
def test_no_cell_is_a_formula(start: str, tmp_path: Path) -> None:
    text = f'{start}HYPERLINK("http://x")'
    found = ledger(verdict("fail", observed=text, message=text, expected='a,"b"\nc'))
    (row,) = csv.DictReader(io.StringIO(written("csv", tmp_path, found)))
    assert row["observed"][0] in "'\\"
    assert row["expected"] == 'a,"b"\\nc'


# -- the badge -------------------------------------------------------------------------------

BADGES = {
    "holds": ((verdict("pass"),), {}, "1 of 1 musts", "#1a7f37"),
    "broken": ((verdict("pass"), verdict("fail")), {}, "1 of 2 musts", "#b4232a"),
    "partly judged": ((verdict("pass"), verdict("not_testable")), {}, "1 of 2 musts", "#1a7f37"),
    "error": ((verdict("pass"), verdict("error")), {}, "1 of 2 musts, incomplete", "#8a5a00"),
    "cut": ((verdict("pass"),), {"complete": False}, "1 of 1 musts, incomplete", "#8a5a00"),
    "nothing": ((verdict("not_testable"),), {}, "nothing judged", "#5f6670"),
    "noted": ((verdict("noted"),), {}, "nothing judged", "#5f6670"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BADGES)
def test_the_badge_is_honest(kind: str, tmp_path: Path) -> None:
    verdicts, footer, words, colour = BADGES[kind]
    text = written("badge", tmp_path, ledger(*verdicts, **footer))
    found = ET.fromstring(text)  # noqa: S314 - a file of our own
    assert found.get("aria-label") == f"assay: {words}"
    assert [e.get("fill") for e in found.iter() if e.tag.endswith("rect")][1] == colour


# -- annotations -----------------------------------------------------------------------------


def test_annotations_are_ten_of_each_and_say_how_many_more(tmp_path: Path) -> None:
    broken = [verdict("fail", f"f{n}") for n in range(23)]
    warned = [verdict("warn", f"w{n}") for n in range(11)]
    rows = written("annotations", tmp_path, ledger(*broken, *warned)).splitlines()
    kinds = Counter(row.split(" ")[0] for row in rows)
    assert kinds == {"::error": 10, "::warning": 10, "::notice": 1}
    assert rows[-1].endswith("; 13 more errors; 1 more warnings")


def test_annotations_escape_what_commands_are_made_of(tmp_path: Path) -> None:
    text = "100%,\r\n::error::a ##[error]b"
    found = ledger(replace(verdict("fail", message=text), id="a:b,c%.d"))
    first = written("annotations", tmp_path, found).splitlines()[0]
    assert first == (
        "::error title=a%3Ab%2Cc%25.d::fail (G-1): 100%25,\\r\\n::error::a \\x23#[error]b"
    )


def test_each_cause_is_annotated_before_a_second_breach_of_one(tmp_path: Path) -> None:
    same = [verdict("fail", f"a{n}", observed="status 500") for n in range(20)]
    other = verdict("fail", "z", observed="another thing", exchanges=("m-1",))
    assert ".shape.z::" in written("annotations", tmp_path, ledger(*same, other))


# -- Markdown --------------------------------------------------------------------------------


def tokens(text: str) -> list[tuple[str, str, str]]:
    """Return the structure that GitHub's Markdown has: blocks, tags, links; without texts."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found = []
    for token in parser.parse(text):
        for part in (token, *(token.children or ())):
            html = part.content if part.type.startswith("html") else ""
            found.append((part.type, part.tag, html))
    return found


def quoting(text: str) -> Ledger:
    """Return a run in which a server said a text wherever it can."""
    told = verdict("fail", message=text, expected=text, observed=text,
                   findings=(Finding(text, text, text),))  # fmt: skip
    cut = verdict("error", message=text, exchanges=())
    header = {**HEADER, "known": [{"id": "a.*", "reason": text}]}
    return replace(ledger(told, cut, expired=["a.*"]), header=header)


@pytest.mark.parametrize("kind", [*HOSTILE, "mentions"])
def test_no_markup_is_made_by_a_text(kind: str, tmp_path: Path) -> None:
    text = HOSTILE.get(kind, "@octocat #12 www.x.io https://x.io a@b.io $x$ ~~x~~ :tada: <b>x")
    found, plain = (written("markdown", tmp_path, quoting(t)) for t in (text, "plain"))
    assert tokens(found) == tokens(plain)
    letters = re.sub(r"&#\d+;", "", found)
    assert not re.findall(r"@\w|#\d|www\.|https?:|\$|~~|:\w+:", letters)


@pytest.mark.parametrize("name", FORMATS)
def test_huge_texts_are_cut(name: str, tmp_path: Path) -> None:
    """A job's summary may have 1 MB; an annotation is read in a line."""
    form = FORMATS[name]
    if name in STANDARD or name == "har":
        return
    many = [replace(v, id=f"{v.id}{n}") for n in range(25) for v in quoting(LONG).verdicts]
    path = form.write(replace(quoting(LONG), verdicts=tuple(many)), tmp_path)
    files = list(path.iterdir()) if path.is_dir() else [path]
    most = {"markdown": 400_000, "annotations": 20_000, "badge": 1_000}.get(name, 3_000_000)
    assert sum(file.stat().st_size for file in files) < most


def test_markdown_says_what_is_to_be_done(tmp_path: Path) -> None:
    text = written("markdown", tmp_path, ledger())
    assert text.startswith("## Assay: FAIL\n")
    assert "### To do next" in text
    assert "| 2 | 1 | 2 | 2 | 1 | 2 | 1 | 1 | 1 |" in text
    assert "| <code>a.thing.create.shape.fail</code> | <code>G-1</code> | <code>one</code>" in text


# -- all of them -----------------------------------------------------------------------------


@pytest.mark.parametrize("form", formats(), ids=lambda form: form.name)
def test_every_format_says_what_it_is(form: Format) -> None:
    assert len(form.says) > 10
    assert chosen((form.name, form.name)) == (form,)


@pytest.mark.parametrize("form", formats(), ids=lambda form: form.name)
@pytest.mark.parametrize("verdicts", [(), VERDICTS])
def test_every_format_renders_a_run_that_was_cut(
    form: Format, verdicts: tuple[Verdict, ...], tmp_path: Path
) -> None:
    """Of which the ledger has no footer, and knows next to nothing."""
    kept = ("run", "base_url", "profile", "seed", "version", "api_version", "only")
    header = {name: HEADER[name] for name in kept}
    assert form.write(Ledger(header, EXCHANGES, verdicts), tmp_path).exists()


def test_what_a_run_always_writes_is_two_formats() -> None:
    assert STANDARD == ("html", "results")
    assert FOOTER["complete"]
