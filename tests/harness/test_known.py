"""Entries of known failures: how they are read and refused, what they name and make known."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from harness.config import ConfigError
from harness.heeding import Heeded, breaches, heed
from harness.judged import dump_judged, load_judged
from harness.known import Entries, Entry, block, toml_text
from harness.known_file import load_known
from harness.verdict import Finding, Status, Verdict
from tests.reading import FORMS

TODAY = "2030-06-15"
HEAD = '# ours\n[[known]]\nid = "x.a"\nreason = """\n[[known]]\n"""\n\n'  # seven lines


def written(folder: Path, text: str) -> Path:
    path = folder / "assay-known.toml"
    path.write_bytes(text.encode())
    return path


def refused(folder: Path, text: str) -> str:
    """Return why a file is refused, without the folder that it is in."""
    with pytest.raises(ConfigError) as trouble:
        load_known(written(folder, text))
    return str(trouble.value).replace(f"{folder}/", "")


def test_all_that_an_entry_says_is_read(tmp_path: Path) -> None:
    text = (
        'judged = "seen"\n[[known]]\nid = "x.*.b"\nreason = "why"\nlink = "http://t/1"\n'
        'owner = "ann"\nexpires = 2030-01-31\nsometimes = true\nplaces = ["a.b", "c"]\n'
    )
    known = load_known(written(tmp_path, text))
    entry = Entry("x.*.b", "why", "http://t/1", "ann", "2030-01-31", sometimes=True,
                  places=("a.b", "c"))  # fmt: skip
    assert known.entries == (entry,)
    assert load_known(written(tmp_path, block(entry))).entries == (entry,)
    assert known.judged == tmp_path / "seen"
    assert not known.entries[0].exact


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "known = []\n", "\ufeff# as editors do\n"])
def test_a_file_may_be_empty(text: str, tmp_path: Path) -> None:
    assert load_known(written(tmp_path, text)).entries == ()


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('id = "x.a"\nreason = "r"', "assay-known.toml:9: x.a has an entry already"),
        ('id = "b"\nraeson = "r"', "assay-known.toml:10: unknown key 'raeson'; did you mean"),
        ('id = "b"\nzzz = "r"', "assay-known.toml:10: unknown key 'zzz'; known are id, reason, "),
        ('id = "b"\nreason = ""', "assay-known.toml:10: reason is ''; it should be a text that"),
        ('id = "b"\nreason = " \\n"', "assay-known.toml:10: reason is ' \\n'; it should be a text"),
        ('id = "b"\nreason = "\\u200b"', "assay-known.toml:10: reason is '\\u200b'; it should be"),
        ('id = "b"\nreason = 3', "assay-known.toml:10: reason is 3; it should be a text"),
        ('id = "b"', "assay-known.toml:9: an entry has no reason"),
        ('reason = "r"', "assay-known.toml:9: an entry has no id"),
        ("", "assay-known.toml: an entry has no id"),
        ('id = ""\nreason = "r"', "assay-known.toml:9: id is ''; it should be the id of a claim"),
        ('id = "a b"\nreason = "r"', "assay-known.toml:9: id is 'a b'; no claim has such an id"),
        ('id = ["a"]\nreason = "r"', "assay-known.toml:9: id is ['a']; it should be the id"),
        ('id = "b"\nreason = "r"\nowner = ""', "assay-known.toml:11: owner is ''; it should be"),
        ('id = "b"\nreason = "r"\nexpires = "2030-01-01"',
         "assay-known.toml:11: expires is '2030-01-01'; it should be a date without quotes"),
        ('id = "b"\nreason = "r"\nexpires = 2030-01-01T10:00:00',
         "assay-known.toml:11: expires is '2030-01-01 10:00:00'; it should be a date"),
        ('id = "b"\nreason = "r"\nexpires = 2030-02-30',
         "assay-known.toml:11: not readable as TOML: Invalid date"),
        ('id = "b"\nreason = "r"\nsometimes = "yes"',
         "assay-known.toml:11: sometimes is 'yes'; it should be true or false"),
        ('id = "b"\nreason = "r"\nplaces = []',
         'assay-known.toml:11: places is []; it should be a list of fields, as in ["amount"]'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(entry: str, said: str, tmp_path: Path) -> None:
    assert refused(tmp_path, f"{HEAD}[[known]]\n{entry}\n").startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('knwon = "x"\n', "assay-known.toml:1: unknown key 'knwon'; did you mean known?"),
        ("\nknown = 3\n", "assay-known.toml:2: known should be tables, each headed by [[known]]"),
        ("[known]\nid = 'x'\n", "assay-known.toml:1: known should be tables"),
        ("known = ['x']\n", "assay-known.toml:1: known should be tables"),
        ("known = [{id = 'x', reason = 'r'},\n {id = 'x', reason = 'r'}]\n",
         "assay-known.toml:2: x has an entry already"),
        ("judged = ''\n", "assay-known.toml:1: judged is ''; it should be the name of a file"),
        ("a b\n", "assay-known.toml:1: not readable as TOML: "),
    ],
)  # fmt: skip
def test_what_is_no_list_of_entries(text: str, said: str, tmp_path: Path) -> None:
    assert refused(tmp_path, text).startswith(said)


def test_a_line_is_found_where_lines_end_otherwise(tmp_path: Path) -> None:
    text = f"{HEAD}[[known]]\nid = 'b'\nreason = ''\n".replace("\n", "\r\n")
    assert refused(tmp_path, text).startswith("assay-known.toml:10: reason is ''")


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such file; `assay known update RUN`"):
        load_known(tmp_path / "nothere")
    with pytest.raises(ConfigError, match="it is no file"):
        load_known(tmp_path)
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="not readable as TOML"):
        load_known(tmp_path / "binary")


@pytest.mark.parametrize(
    "text",
    [
        'a "quote" and a \\ stroke', "two\nlines\r\n\tand a tab", "\u202eturned", "\x00\x1b[2J\x7f",
        "\U0001f600 and \U000e0041", '"""', "'''", "]]\n[[known]]", "\u2028", "é", *FORMS,
    ],
)  # fmt: skip
def test_any_text_is_written_as_toml(text: str) -> None:
    written = toml_text(text)
    assert tomllib.loads(f"x = {written}")["x"] == text
    assert written.isprintable()
    entry = Entry("a.b", text, owner=text, expires="2030-01-01", sometimes=True)
    found = tomllib.loads(block(entry))["known"]
    assert [(e["reason"], e["owner"], str(e["expires"]), e["sometimes"]) for e in found] == [
        (text, text, "2030-01-01", True)
    ]


def test_half_a_letter_is_no_text_of_toml() -> None:
    assert tomllib.loads(f"x = {toml_text(chr(0xD800))}")["x"] == "\ufffd"


def test_an_id_names_its_claim_alone() -> None:
    entries = Entries([Entry("x.a", "r"), Entry("x.b[c]", "r")])
    assert [bool(entries.of(name)) for name in ("x.a", "x.a.b", "x", "xxa", "x.b[c]", "x.bc")] == [
        True, False, False, False, True, False,
    ]  # fmt: skip


def test_brackets_of_a_glob_are_brackets() -> None:
    entries = Entries([Entry("x.*.b[c]*", "r"), Entry("x.?", "r")])
    assert entries.of("x.create.b[c][d]")
    assert entries.of("x.1")
    assert not entries.of("x.create.bc")
    assert not entries.of("x.12")


def test_the_entry_that_names_a_claim_alone_comes_first() -> None:
    alone, glob, other = Entry("x.a", "r"), Entry("x.*", "r"), Entry("*.a", "r")
    assert Entries([glob, other, alone]).of("x.a") == (alone, glob, other)


def test_a_retired_id_names_what_asks_the_same_now() -> None:
    old, glob = Entry("x.old", "r"), Entry("x.o*", "r")
    entries = Entries([old, glob], {"x.old": "x.new"})
    assert entries.of("x.new") == (old, glob)


def verdicts(**statuses: Status) -> list[Verdict]:
    """Return verdicts on claims `x.<name>`."""
    return [Verdict(f"x.{name}", "G-1", "GET /x", "must", status, "said", ("e1",), "yes", "no")
            for name, status in statuses.items()]  # fmt: skip


def statuses(heeded: Heeded) -> dict[str, Status]:
    return {verdict.id: verdict.status for verdict in heeded.verdicts}


def test_an_entry_with_places_is_about_these_alone() -> None:
    """A finding at another place is a failure, told by itself; one without a place is known."""
    (plain,) = verdicts(a="fail")
    amount, charge = Finding("5", "6", "amount"), Finding("a list", "nothing", "charges")
    entry = Entry("x.a", "why", places=("amount",))

    def heeded(*findings: Finding, entries: Sequence[Entry] = (entry,)) -> Verdict:
        found = heed(entries, [replace(plain, findings=findings)], today=TODAY)
        assert found.fixed == ()
        return found.verdicts[0]

    assert [heeded().status, heeded(amount).status] == ["known", "known"]
    beyond = heeded(amount, charge)
    assert (beyond.status, beyond.findings, beyond.observed) == ("fail", (charge,), "nothing")
    assert beyond.message == ("expected a list; observed nothing, which is beyond the places of "
                              "the entry x.a: charges")  # fmt: skip
    assert heeded(amount, charge, entries=(entry, Entry("x.*", "all"))).entry == "x.*"
    assert breaches(Entries([entry]), [replace(plain, findings=(charge,))])[0].status == "fail"


def test_a_breach_with_an_entry_is_known_and_keeps_all_that_was_found() -> None:
    found = heed([Entry("x.a", "why")], verdicts(a="fail", b="fail", c="warn"), today=TODAY)
    assert statuses(found) == {"x.a": "known", "x.b": "fail", "x.c": "warn"}
    first = found.verdicts[0]
    assert (first.message, first.expected, first.observed) == ("said", "yes", "no")
    assert (first.exchanges, first.level, first.entry) == (("e1",), "must", "x.a")
    assert (found.fixed, found.expired) == ((), ())


def test_a_warning_can_be_known_and_an_error_cannot() -> None:
    found = heed([Entry("x.*", "why")], verdicts(a="warn", b="error", c="noted"), today=TODAY)
    assert statuses(found) == {"x.a": "known", "x.b": "error", "x.c": "noted"}


def test_an_entry_whose_claims_hold_is_fixed_and_is_one_cause() -> None:
    found = heed(
        [Entry("x.*", "why")], verdicts(a="not_testable", b="pass", c="pass", d="noted"),
        today=TODAY,
    )  # fmt: skip
    assert statuses(found) == {
        "x.a": "not_testable", "x.b": "fixed", "x.c": "fixed", "x.d": "noted",
    }  # fmt: skip
    assert found.fixed == ("x.*",)
    assert [(v.id, v.root) for v in found.verdicts if v.status == "fixed"] == [
        ("x.b", ""), ("x.c", "x.b"),
    ]  # fmt: skip


@pytest.mark.parametrize("other", ["fail", "warn", "error"])
def test_an_entry_that_still_explains_something_is_not_fixed(other: Status) -> None:
    found = heed([Entry("x.*", "why")], verdicts(a="pass", b=other), today=TODAY)
    assert found.fixed == ()
    assert statuses(found)["x.a"] == "pass"


@pytest.mark.parametrize("status", ["not_testable", "not_supported", "noted", "error"])
def test_what_was_not_judged_leaves_an_entry_alone(status: Status) -> None:
    found = heed([Entry("x.a", "why")], verdicts(a=status), today=TODAY)
    assert (found.fixed, statuses(found)) == ((), {"x.a": status})


def test_what_was_seen_once_is_not_fixed() -> None:
    once = [Verdict("x.a", "G-1", "GET /x", "must", "warn", "seen once, …", once=True)]
    found = heed([Entry("x.a", "why")], once, today=TODAY)
    assert (found.fixed, statuses(found)) == ((), {"x.a": "known"})
    assert found.verdicts[0].once


def test_what_fails_sometimes_may_hold() -> None:
    flapping = [Entry("x.a", "why", sometimes=True)]
    held, broken = (heed(flapping, verdicts(a=s), today=TODAY) for s in ("pass", "fail"))
    assert (held.fixed, held.sometimes, statuses(held)) == ((), ("x.a",), {"x.a": "pass"})
    assert (broken.sometimes, statuses(broken)) == ((), {"x.a": "known"})


def test_entries_outside_of_a_run_are_silent() -> None:
    other = [Entry("y.a", "why", expires="2000-01-01"), Entry("y.*", "why")]
    assert heed(other, verdicts(a="pass"), today=TODAY) == Heeded(tuple(verdicts(a="pass")))


@pytest.mark.parametrize(
    ("expires", "expired"), [("2030-06-14", True), ("2030-06-15", False), ("2031-01-01", False)]
)
def test_an_entry_counts_to_the_end_of_its_last_day(expires: str, *, expired: bool) -> None:
    for status in ("fail", "not_testable"):
        found = heed([Entry("x.a", "why", expires=expires)], verdicts(a=status), today=TODAY)
        assert bool(found.expired) is expired


def test_of_what_was_not_seen_to_the_end_nothing_is_fixed() -> None:
    entries = [Entry("x.a", "why"), Entry("x.*", "why")]
    found = heed(entries, verdicts(a="pass", b="pass"), today=TODAY, undecided={"x.b"})
    assert found.fixed == ("x.a",)
    assert statuses(found) == {"x.a": "fixed", "x.b": "pass"}


def test_two_entries_of_one_claim_are_both_fixed() -> None:
    entries = [Entry("x.*", "why"), Entry("x.a", "why")]
    found = heed(entries, verdicts(a="pass"), today=TODAY)
    assert found.fixed == ("x.*", "x.a")
    assert found.verdicts[0].entry == "x.a"


def test_a_part_of_a_run_knows_what_is_expected_to_break() -> None:
    found = breaches(Entries([Entry("x.a", "why")]), verdicts(a="fail", b="fail", c="pass"))
    assert [v.status for v in found] == ["known", "fail", "pass"]


def test_what_was_judged_is_kept_line_by_line(tmp_path: Path) -> None:
    judged = {"standard": frozenset({"x.b", "x.a[c][]"}), "smoke": frozenset({"x.b"})}
    path = tmp_path / "j"
    path.write_text(dump_judged({**judged, "thorough": frozenset()}), encoding="utf-8")
    assert load_judged(path) == judged
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[1:] == [
        "assay-judged-1",
        "",
        "[smoke]",
        "x.b",
        "",
        "[standard]",
        "x.a[c][]",
        "x.b",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "does not say what was judged"),
        ("x.a\n", "does not say what was judged"),
        ("assay-judged-2\n", "does not say what was judged"),
        ("assay-judged-1\nx.a\n", "j:2: 'x.a' is no id of a claim"),
        ("# c\nassay-judged-1\n[smoke]\nx.a x.b\n", "j:4: 'x.a x.b' is no id of a claim"),
    ],
)
def test_what_does_not_say_what_was_judged(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "j"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        load_judged(path)


def test_a_glob_of_many_stars_takes_no_time() -> None:
    named = Entries([Entry(f"{'*a' * 40}b", "x"), Entry("[a]*", "y"), Entry("a?[", "z")])
    assert named.of("a" * 5_000) == ()
    assert [entry.reason for entry in named.of("[a].b")] == ["y"]
    assert [entry.reason for entry in named.of("ab[")] == ["z"]
    assert [entry.id[:3] for entry in named.of(f"{'a' * 60}b")] == ["*a*"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"known = {'[' * 20_000}", "not readable as TOML: it has more levels than are read"),
        (f"known = 1{'0' * 5_000}", "not readable as TOML: Exceeds the limit (4300 digits)"),
        (f"[[known]]\nid = 'a'\nreason = 'b'\nsometimes = 0x{'f' * 9_000}",
         "sometimes is a number of thousands of digits; it should be true or false"),
        (f"{'k' * 9_000} = 1", "(8802 more characters); known are known, judged"),
        ("#" * 10_000_001, "it is larger than 10 MB"),
    ],
    ids=["deep", "long number", "long flag", "long key", "large"],
)  # fmt: skip
def test_what_nobody_can_have_meant_is_told_in_a_line(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "assay-known.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as found:
        load_known(path)
    assert told in str(found.value)
    assert len(str(found.value)) < 600


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not readable as TOML"):
        load_known(tmp_path / "a\0b")
