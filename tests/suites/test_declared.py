"""What is declared unsupported stays planned, has its verdict, and nothing is sent for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from assay.cli import cli
from assay.run.settings import Settings, parsed
from contracts.loader import API
from harness.claim import Law
from harness.config import load_config
from harness.ledger import Ledger
from harness.verdict import Verdict
from reports.absent import absent
from sandbox.auth import SECRET
from suites.asking import names_of, selected
from suites.declared import Declared
from suites.selection import Unmatched
from tests.near import answering
from tests.running import run
from tests.suites.servers import Answer, Call, Reference

FILE = "assay.toml"
CARD = "POST /v1/issuing/cards"


def unsupported(*names: str) -> Declared:
    return Declared(unsupported=names, file=FILE)


@pytest.mark.parametrize(
    ("name", "operations", "rest"),
    [
        ("issuing.card.*", {"issuing.card.create", "issuing.card.list", "issuing.card.retrieve",
                            "issuing.card.update"}, ""),
        ("issuing.card", {"issuing.card.create", "issuing.card.list", "issuing.card.retrieve",
                          "issuing.card.update"}, ""),
        ("issuing.card.create", {"issuing.card.create"}, ""),
        (CARD, {"issuing.card.create"}, ""),
        ("POST /v1/payment_intents/{id}/confirm", {"payment_intent.confirm"}, ""),
        ("pagination", set(), "pagination."),
        ("pagination.page_size", set(), "pagination.page_size"),
        ("idempotency", set(), "idempotency."),
    ],
)  # fmt: skip
def test_a_name_means_operations_or_what_is_asked_of_all(
    name: str, operations: set[str], rest: str
) -> None:
    whole = selected(API, "standard")
    found = selected(API, "standard", (), unsupported(name))
    titles = {c.operation: c.id for c in whole.claims() if c.law == "present.present"}
    ids = {title: claim.removesuffix(".present") for title, claim in titles.items()}
    wanted = set()
    for claim in whole.claims():
        below = claim.id.removeprefix(f"{ids[claim.operation]}.")
        if ids[claim.operation] in operations or (rest and below.startswith(rest)):
            wanted.add(claim.id)
    assert sorted(found.unsupported) == sorted(wanted)
    assert found.asked == whole.asked
    # a law is left out of groups that ask others as well
    assert (len(found.groups) < len(whole.groups)) == ("." not in rest.removesuffix("."))


def test_search_means_the_topic_and_the_operations_that_search() -> None:
    found = selected(API, "standard", (), unsupported("search"))
    assert "payment_intent.search.accepts" in found.unsupported
    assert "payment_intent.list.accepts" not in found.unsupported


def test_what_supports_does_not_name_is_unsupported() -> None:
    declared = Declared(supports=("payment_intent.*", "present"), file=FILE)
    found = selected(API, "standard", (), declared)
    assert found.judged == {c for c in found.asked
                            if c.startswith("payment_intent.") and c.count(".") == 2
                            and c.endswith(".present")}  # fmt: skip
    assert len(found.judged) == 11
    told = found.unsupported["issuing.card.create.present"]
    assert told == "`supports` in assay.toml, which does not name it"


def test_unsupported_takes_away_from_what_is_supported() -> None:
    declared = Declared(supports=("issuing.*",), unsupported=("issuing.card.*",), file=FILE)
    found = selected(API, "standard", ("*.present",), declared)
    assert "issuing.cardholder.create.present" in found.judged
    assert found.unsupported["issuing.card.create.present"] == (
        "`unsupported` in assay.toml (issuing.card.*)"
    )


def test_a_run_sends_nothing_for_it_and_says_why() -> None:
    calls: list[Call] = []
    inner = Reference()

    def respond(call: Call) -> Answer:
        calls.append(call)
        return inner(call)

    only = ("payment_intent.search.present", "payment_intent.list.present")
    with answering(respond) as url:
        outcome = run(url, *only, key=SECRET, declared=unsupported("payment_intent.search"))
    assert outcome.code == 0
    assert outcome.ids("pass") == ["payment_intent.list.present"]
    assert outcome.ids("not_supported") == ["payment_intent.search.present"]
    said = outcome.verdict("payment_intent.search.present")["message"]
    assert said == "declared unsupported by `unsupported` in assay.toml (payment_intent.search)"
    assert not [call for call in calls if call.path.endswith("/search")]
    assert outcome.results["planned"] == 2
    assert outcome.results["totals"]["not_supported"] == 1
    assert outcome.results["run"]["unsupported"] == ["payment_intent.search"]
    assert outcome.results["run"]["supports"] == outcome.results["run"]["skip"] == []


def test_claims_of_any_answer_are_unsupported_too() -> None:
    declared = Declared(skip=("*.response.*",))
    with answering(Reference()) as url:
        outcome = run(url, "payment_intent.retrieve.response.*", "payment_intent.retrieve.present",
                      key=SECRET, declared=declared)  # fmt: skip
    assert outcome.ids("pass") == ["payment_intent.retrieve.present"]
    assert len(outcome.ids("not_supported")) > 15
    assert all(".response." in name for name in outcome.ids("not_supported"))
    said = outcome.verdict("payment_intent.retrieve.response.times")["message"]
    assert said == "declared unsupported by --skip *.response.*"


def test_when_nothing_is_left_that_is_refused() -> None:
    with pytest.raises(Unmatched, match="all that is asked for is declared unsupported by"):
        selected(API, "standard", ("issuing.card.*",), Declared(skip=("issuing.*",)))


def test_near_names_are_offered() -> None:
    names = names_of(API)
    assert names.unknown("issuing.card.*") == ""
    assert names.unknown("lists") == ""
    assert "did you mean issuing.card or" in names.unknown("issuing.crad.*")
    assert "idempotency" in names.unknown("idempotence")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('unsupported = ["issuing.crad.*"]', f"{FILE}:1: unsupported: no operation"),
        ('unsupported = [\n  "search",\n  "idempotence",\n]',
         f"{FILE}:3: unsupported: no operation"),
        ("timeout = 3\nsupports = []", f"{FILE}:2: supports is an empty list: nothing would be"),
        ('unsupported = "search"', f"{FILE}:1: unsupported is 'search'; it should be a list"),
        ("unsupported = [1]", f"{FILE}:1: unsupported has 1"),
        ('supports = ["issuing.card.*"]\nunsupported = ["issuing.*"]',
         f"{FILE}:1: `supports` names 'issuing.card.*', and `unsupported` takes all of it away"),
        ('unsuported = ["search"]', f"{FILE}:1: unknown key 'unsuported'"),
    ],
)  # fmt: skip
def test_a_file_that_declares_nonsense_is_refused(
    text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    found = CliRunner().invoke(cli, ["run"])
    assert found.exit_code == 2
    assert said in found.output


@pytest.mark.whole
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--skip", "*.paginaton"], 2, "did you mean pagination"),
        (["--skip", " "], 2, "--skip is empty"),
        (["--only", "issuing.card.*", "--skip", "issuing.*"], 3, "all that is asked for"),
    ],
)
def test_what_is_skipped_is_there_and_leaves_something(
    arguments: list[str], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = CliRunner().invoke(cli, ["run", *arguments])
    assert found.exit_code == code
    assert said in found.output


def test_what_is_declared_travels_to_workers(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text('supports = ["issuing.*"]\nunsupported = ["search"]\n', encoding="utf-8")
    config = load_config(path)
    declared = Declared(config.supports, config.unsupported, ("*.echo*",), config.file)
    assert declared == Declared(("issuing.*",), ("search",), ("*.echo*",), FILE)
    settings = Settings("r", "http://x", "out", "v", declared=declared)
    assert parsed(settings.dump()) == settings


def _verdict(operation: str, status: str, root: str = "") -> Verdict:
    return Verdict(f"{operation}.present", "L1", operation, "must", status,  # type: ignore[arg-type]
                   law="present.present", root=root)  # fmt: skip


def test_what_is_absent_is_told_with_the_lines_to_paste() -> None:
    names = ["a.b.create", "a.b.read", "a.c.create", "a.c.read", "d.list", "e.list", "e.read"]
    verdicts = (
        _verdict("a.b.create", "fail"), _verdict("a.b.read", "not_testable", "a.b.create.present"),
        _verdict("a.c.create", "fail"), _verdict("a.c.read", "pass"),
        _verdict("d.list", "fail"), _verdict("e.list", "fail"), _verdict("e.read", "not_testable"),
    )  # fmt: skip
    laws = {"present.present": Law("present.present", "same everywhere", presence=True)}
    found = absent(Ledger({"operations": {name: name for name in names}}, {}, verdicts, {}, laws))
    assert found.operations == ("a.b.create", "a.c.create", "d.list", "e.list")
    assert found.names == ("a.b.*", "a.c.create", "d.list", "e.list")
    assert found.hidden == 1
    assert found.block == (
        'unsupported = [\n  "a.b.*",\n  "a.c.create",\n  "d.list",\n  "e.list",\n]'
    )
    assert found.line == (
        "absent: 4 operations, and 1 that could not be asked for want of them (5 claims); if that "
        'is meant, say so in assay.toml: unsupported = ["a.b.*", "a.c.create", "d.list", "e.list"]'
    )
    assert absent(Ledger()).line == absent(Ledger()).block == ""
