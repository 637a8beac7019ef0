"""`assay known`: what it adds and takes out, and that what people wrote stays as they wrote it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from assay.known.editing import added, naming, pruned
from assay.known.learning import learn
from assay.run.earlier import Earlier
from contracts.loader import API
from harness.config import ConfigError
from harness.known import Entry
from harness.known_file import parse_known
from harness.verdict import Finding, Verdict
from tests.assay.knowing import LIST
from tests.running import Outcome, command

FILE = Path("assay-known.toml")
IDS = [f"{LIST}.{name}" for name in ("accepts", "pagination.page_size", "pagination.more_says")]
WRITTEN = f"""\
# Ours. Do not sort.

# --- pages ---
# asked of the team on Monday
[[known]]
reason = '''They count
[[known]] from one'''   # as they said
id = "{IDS[1]}"
owner   =   "ann"
# that was that

# what nobody looks at
[[known]]
id = '{IDS[2]}'
reason = "later"
expires = 2099-01-01

  [[known]]
  id = "{IDS[0]}"
  reason = "x"
# the end
"""


def results(folder: Path, statuses: dict[str, str], name: str = "results", **run: Any) -> Path:
    """Write what a run has found, by the ids of claims."""
    verdicts = [{"id": claim, "clause": "G-1", "operation": "GET /x", "level": "must",
                 "status": status, "message": "said", "exchanges": [], "observed": 'a "thing"',
                 "law": claim.removeprefix(f"{LIST}.")}
                for claim, status in statuses.items()]  # fmt: skip
    said = {"id": "r1", "profile": "standard", "complete": True, **run}
    found = {"format": "assay-results-3", "run": said, "unreached": [], "verdicts": verdicts}
    path = folder / f"{name}.json"
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def known(folder: Path, *given: str | Path) -> Outcome:
    return command("known", *map(str, given), folder=folder)


def text_of(folder: Path) -> str:
    return (folder / FILE).read_text(encoding="utf-8")


def test_a_new_file_says_what_it_is(tmp_path: Path) -> None:
    done = known(tmp_path, "update", results(tmp_path, {IDS[0]: "pass", IDS[1]: "fail"}))
    assert done.code == 0, done.said
    assert text_of(tmp_path).startswith("# Failures that are expected, and why.")
    assert tomllib.loads(text_of(tmp_path)) == {
        "judged": "assay-known.judged", "known": [{"id": IDS[1], "reason": 'a "thing"'}],
    }  # fmt: skip
    lines = (tmp_path / "assay-known.judged").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == ["assay-judged-1", "", "[standard]", IDS[0], IDS[1]]


def test_what_a_file_says_adds_no_line_to_what_is_printed_and_no_entry(tmp_path: Path) -> None:
    path = results(tmp_path, {IDS[1]: "fail"})
    hostile = '"""\n[[known]]\nid = "*"\n::error::x \x1b[31m'
    changed = json.loads(path.read_text(encoding="utf-8"))
    changed["verdicts"][0]["observed"] = hostile
    path.write_text(json.dumps(changed), encoding="utf-8")
    done = known(tmp_path, "update", path)
    assert done.code == 0, done.said
    assert len(done.said.splitlines()) == 2
    assert "\x1b" not in done.said
    assert tomllib.loads(text_of(tmp_path))["known"] == [{"id": IDS[1], "reason": hostile}]


def test_what_is_there_stays_and_what_is_new_comes_last(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(WRITTEN, encoding="utf-8")
    new = f"{LIST}.routing.verb"
    run = results(tmp_path, {IDS[0]: "fail", IDS[1]: "known", new: "fail"})
    assert known(tmp_path, "update", run).code == 0
    head, rest = WRITTEN.split("\n\n", 1)
    assert text_of(tmp_path) == (
        f'{head}\n\njudged = "assay-known.judged"\n\n{rest}\n'
        f'[[known]]\nid = "{new}"\nreason = "a \\"thing\\""\n'
    )
    once = text_of(tmp_path)
    assert known(tmp_path, "update", run).code == 0
    assert text_of(tmp_path) == once  # the second time it has nothing to learn


def test_an_update_says_what_the_user_says(tmp_path: Path) -> None:
    said = ("--reason", 'say "no"', "--owner", "ann", "--link", "http://t/1", "--expires")
    run = results(tmp_path, {IDS[1]: "fail"})
    assert known(tmp_path, "update", run, *said, "2031-02-03").code == 0
    entry = tomllib.loads(text_of(tmp_path))["known"][0]
    assert {**entry, "expires": str(entry["expires"])} == {
        "id": IDS[1], "reason": 'say "no"', "owner": "ann", "link": "http://t/1",
        "expires": "2031-02-03",
    }  # fmt: skip
    assert known(tmp_path, "update", run, "--reason", " ").code == 2
    assert known(tmp_path, "update", run, "--expires", "2031-02-30").code == 2


def test_what_is_seen_once_or_no_breach_gets_no_entry(tmp_path: Path) -> None:
    run = results(tmp_path, {IDS[0]: "warn", IDS[1]: "error", IDS[2]: "not_testable"})
    assert known(tmp_path, "update", run).code == 0
    assert "known" not in tomllib.loads(text_of(tmp_path))


def test_a_walk_that_is_drawn_may_hold_the_next_time(tmp_path: Path) -> None:
    drawn = "payment_intent.create.machine.money"
    assert known(tmp_path, "update", results(tmp_path, {drawn: "fail"})).code == 0
    assert tomllib.loads(text_of(tmp_path))["known"][0]["sometimes"] is True
    judged = (tmp_path / "assay-known.judged").read_text(encoding="utf-8")
    assert drawn not in judged


def test_profiles_are_judged_apart_and_errors_judge_nothing(tmp_path: Path) -> None:
    standard = results(tmp_path, {IDS[0]: "pass", IDS[1]: "pass"})
    smoke = results(tmp_path, {IDS[0]: "pass"}, "smoke", profile="smoke")
    assert known(tmp_path, "update", standard, smoke).code == 0
    later = results(tmp_path, {IDS[0]: "error", IDS[1]: "not_testable"}, "later")
    done = known(tmp_path, "update", later)
    assert f"judged no more: 1 claims: {IDS[1]}" in done.said
    lines = (tmp_path / "assay-known.judged").read_text(encoding="utf-8").splitlines()
    assert lines[2:] == ["", "[smoke]", IDS[0], "", "[standard]", IDS[0]]


@pytest.mark.parametrize(
    ("fixed", "left"),
    [
        (IDS[1:2], WRITTEN[: WRITTEN.index("[[known]]")]
         + WRITTEN[WRITTEN.index("\n# what nobody"):]),
        (IDS[2:], WRITTEN[: WRITTEN.index("[[known]]\nid = '")] + WRITTEN[
            WRITTEN.index("\n  [[known]]"):]),
        (IDS[:1], WRITTEN[: WRITTEN.index("  [[known]]\n  id")]),
    ],
)  # fmt: skip
def test_what_is_fixed_leaves_and_comments_stay(
    fixed: list[str], left: str, tmp_path: Path
) -> None:
    (tmp_path / FILE).write_text(WRITTEN, encoding="utf-8")
    run = results(tmp_path, {name: "fixed" if name in fixed else "known" for name in IDS})
    done = known(tmp_path, "prune", run)
    assert done.code == 0, done.said
    assert f"took out {fixed[0]}: it is fixed" in done.said
    assert text_of(tmp_path) == left


def test_all_entries_can_be_taken_out(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(WRITTEN, encoding="utf-8")
    assert known(tmp_path, "prune", results(tmp_path, dict.fromkeys(IDS, "pass"))).code == 0
    assert parse_known(FILE, text_of(tmp_path)).entries == ()
    for comment in ("# Ours. Do not sort.", "# asked of the team on Monday", "# what nobody"):
        assert comment in text_of(tmp_path)


def test_what_was_not_judged_stays(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(WRITTEN, encoding="utf-8")
    statuses = {IDS[0]: "not_testable", IDS[1]: "error"}
    assert known(tmp_path, "prune", results(tmp_path, statuses)).code == 0
    assert text_of(tmp_path) == WRITTEN


def test_the_ends_of_lines_stay() -> None:
    windows = WRITTEN.replace("\n", "\r\n")
    found = pruned(FILE, naming(FILE, windows, "j"), [IDS[2]])
    found = added(FILE, found, [Entry("z", "two\nlines")])
    assert "\n" not in found.replace("\r\n", "")
    assert found.endswith('[[known]]\r\nid = "z"\r\nreason = "two\\nlines"\r\n')


def test_an_array_that_stands_on_a_line_is_taken_from_and_not_added_to() -> None:
    text = 'known = [{id = "a", reason = "r"}, {id = "b", reason = "r"}]\n'
    assert [e.id for e in parse_known(FILE, pruned(FILE, text, ["a"])).entries] == ["b"]
    with pytest.raises(ConfigError, match=r"write its entries as tables, each headed by \[\[known"):
        added(FILE, text, [Entry("z", "r")])


def test_a_file_without_a_last_line_end_or_with_a_comment_alone() -> None:
    text = '[[known]]\nid = "a"\nreason = "r"'
    assert [e.id for e in parse_known(FILE, added(FILE, text, [Entry("z", "r")])).entries] == [
        "a", "z",
    ]  # fmt: skip
    for comment in ("# one", "# one\n", "# of the entry\n[[known]]\nid = 'a'\nreason = 'r'\n", ""):
        named = naming(FILE, comment, "j")
        assert parse_known(FILE, named).judged == Path("j")
        assert comment.strip() in named


def test_there_is_nothing_to_prune_without_a_file(tmp_path: Path) -> None:
    done = known(tmp_path, "prune", results(tmp_path, {IDS[0]: "pass"}))
    assert done.code == 2
    assert "assay-known.toml: there is no such file" in done.said


def test_a_file_that_is_wrong_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("[[known]]\nid = 'a'\n", encoding="utf-8")
    done = known(tmp_path, "update", results(tmp_path, {IDS[0]: "fail"}))
    assert (done.code, text_of(tmp_path)) == (2, "[[known]]\nid = 'a'\n")
    assert "assay-known.toml:2: an entry has no reason" in done.said


def test_a_file_that_names_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('judged = "lost"\n', encoding="utf-8")
    done = known(tmp_path, "update", results(tmp_path, {IDS[0]: "fail"}))
    assert done.code == 2
    assert "lost: there is no such file" in done.said


def test_what_is_no_run_teaches_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    for name in ("empty", "x.json", "nothere"):
        assert known(tmp_path, "update", name).code == 2
    assert not (tmp_path / FILE).exists()


def test_places_are_written_where_runs_tell_all_of_them() -> None:
    name = f"{LIST}.response.response_table"

    def found(*places: str, more: int = 0) -> Earlier:
        told = tuple(Finding("x", "y", place) for place in places)
        verdict = Verdict(name, "G-1", "GET /x", "must", "fail", "said", findings=told, more=more)
        return Earlier(Path(), {"profile": "standard"}, {name: verdict})

    def places(*runs: Earlier, placed: bool = True) -> tuple[str, ...]:
        (entry,) = learn(API, runs, (), {}, placed=placed).entries
        return entry.places

    assert places(found("b"), found("a", "b")) == ("a", "b")
    assert places(found("b"), placed=False) == ()
    assert places(found("b", more=1)) == places(found("b", "")) == places(found()) == ()
