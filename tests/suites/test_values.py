"""Times, and what stands where nothing does, are read as an API writes them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from contracts import load
from suites.looking.times import same, seconds
from tests.packages.holding import PACKAGES, held, sandbox_of, told, wrong
from tests.packages.visits_server import Visits

PACKAGE = PACKAGES / "visits"
FORMS = ("unix", "milliseconds", "rfc3339", "rfc2822", "date")
COUNTED = ("unix", "milliseconds")
TOPICS = ("copies", "echo", "keeps", "lasting", "readable", "response", "unset")
SLOW = ("*.sent_values", "*.newest_first")

# A time as it is written, its form, and the seconds that it is; None: it does not have the form.
WRITTEN = [
    (1_767_225_600, "timestamp", 1_767_225_600),
    ("1767225600", "timestamp", None),
    (True, "timestamp", None),
    (1_767_225_600_500, "milliseconds", 1_767_225_600.5),
    ("2026-01-01T00:00:00Z", "rfc3339", 1_767_225_600),
    ("2026-01-01T01:00:00.250+01:00", "rfc3339", 1_767_225_600.25),
    ("2026-01-01 00:00:00Z", "rfc3339", 1_767_225_600),
    ("2026-01-01T00:00:00", "rfc3339", None),
    ("2026-02-30T00:00:00Z", "rfc3339", None),
    ("Thu, 01 Jan 2026 00:00:00 +0000", "rfc2822", 1_767_225_600),
    ("2026-01-01T00:00:00Z", "rfc2822", None),
    ("2026-01-01", "date", 1_767_225_600),
    ("2026-1-1", "date", None),
    ("2026-01-01T00:00:00Z", "date", None),
    ("9" * 10_000, "rfc2822", None),
]


@pytest.mark.parametrize(("value", "form", "at"), WRITTEN, ids=lambda value: str(value)[:20])
def test_a_time_is_read_by_its_form(value: object, form: str, at: float | None) -> None:
    assert seconds(value, form) == at


def test_two_texts_may_say_the_same_time() -> None:
    assert same("2026-01-01T00:00:00Z", "2026-01-01T01:00:00.000+01:00", "rfc3339")
    assert not same("2026-01-01T00:00:00Z", "2026-01-01T00:00:00+01:00", "rfc3339")
    assert same("1767225600000", "1767225600001", "milliseconds")
    assert not same("soon", "soon", "rfc3339")


def variant(folder: Path, form: str, empty: str = "absent") -> Path:
    """Return the package with another form of times, and another kind of nothing."""
    copy = folder / "visits"
    shutil.copytree(PACKAGE, copy)
    text = (copy / "api.yaml").read_text(encoding="utf-8")
    line = f"values: {{time: {form}, empty: {empty}}}"
    (copy / "api.yaml").write_text(
        text.replace("values: {time: rfc3339, empty: absent}", line), encoding="utf-8"
    )
    if form in COUNTED:
        table = (copy / "visit.yaml").read_text(encoding="utf-8")
        for name in ("due", "made"):
            table = table.replace(
                f"{name}: {{type: string, format", f"{name}: {{type: integer, format"
            )
        (copy / "visit.yaml").write_text(table, encoding="utf-8")
    return copy


@pytest.mark.parametrize("form", FORMS)
def test_an_honest_server_and_the_sandbox_keep_every_promise(form: str, tmp_path: Path) -> None:
    package = variant(tmp_path, form)
    asked = [claim for claim in told(package, *SLOW) if claim.split(".")[2] in TOPICS]
    for respond in (Visits(form, "absent"), sandbox_of(package)):
        found = held(package, respond, *asked)
        assert wrong(found) == {}
        assert found["visit.create.response.times"].status == "pass"
        assert found["visit.create.echo.due"].status == "pass"
        assert found["visit.create.response.created_now"].status == "pass"


@pytest.mark.parametrize("empty", ["nothing", "absent", "text"])
def test_each_kind_of_nothing_is_kept(empty: str, tmp_path: Path) -> None:
    package = variant(tmp_path, "rfc3339", empty)
    claims = ("visit.*.response.response_table", "visit.update.unset.note", "visit.create.readable")
    for respond in (Visits("rfc3339", empty), sandbox_of(package)):
        found = held(package, respond, *claims)
        assert {v.status for v in found.values()} == {"pass"}, wrong(found)


# The form, what is wrong with the server, and a claim that says so.
PLANTED = {
    ("rfc3339", "text"): "visit.create.response.times",
    ("rfc2822", "text"): "visit.create.response.times",
    ("date", "text"): "visit.create.response.times",
    ("milliseconds", "seconds"): "visit.create.response.times",
    ("rfc3339", "old"): "visit.create.response.created_now",
    ("rfc2822", "old"): "visit.create.response.created_now",
    ("milliseconds", "old"): "visit.create.response.created_now",
    ("date", "old"): "visit.create.response.created_now",
    ("rfc3339", "shifted"): "visit.create.echo.due",
    ("rfc2822", "shifted"): "visit.create.echo.due",
    ("date", "shifted"): "visit.create.echo.due",
    ("rfc3339", "drift"): "visit.update.response.created_kept",
    ("rfc2822", "oldest first"): "visit.list.pagination.newest_first",
    ("rfc3339", "nulls"): "visit.create.response.response_table",
}


@pytest.mark.parametrize(("form", "bug"), PLANTED, ids=[" ".join(pair) for pair in PLANTED])
def test_a_planted_bug_is_found(form: str, bug: str, tmp_path: Path) -> None:
    claim = PLANTED[form, bug]
    found = held(variant(tmp_path, form), Visits(form, "absent", bug), claim)
    assert found[claim].status in ("fail", "warn"), found[claim].message


def test_a_field_may_have_a_form_of_its_own(tmp_path: Path) -> None:
    copy = variant(tmp_path, "unix")
    table = (copy / "visit.yaml").read_text(encoding="utf-8")
    table = table.replace("due: {type: integer, format: timestamp, null",
                          "due: {type: string, format: date, null")  # fmt: skip
    (copy / "visit.yaml").write_text(table, encoding="utf-8")
    fields = load(copy).resource("visit").table
    assert (fields["due"].format, fields["made"].format) == ("date", "timestamp")
