"""A script is shell, makes what it needs, shows the breach where it is, and holds only data."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from harness.claim import Law
from harness.exchange import Exchange, Request, Response
from harness.ledger import Ledger
from harness.verdict import Finding, Verdict
from reports.formats.html import render
from reports.formats.results import results
from reports.reproduction.again import Comparison, narrowed
from reports.reproduction.of_run import Reproductions
from reports.reproduction.origins import Origins
from reports.reproduction.script import comment, word
from reports.reproduction.steps import reproduce
from tests.pages import page
from tests.suites.servers import Answer, Call, listening

BASE = "http://127.0.0.1:1"
SHELL = shutil.which("sh") or "/bin/sh"
HEADER = {"run": "r1", "base_url": BASE, "profile": "standard", "seed": 7, "version": "0",
          "api_version": "v", "only": [], "resources": ["thing"], "started": 1.0,
          "ids": {"thing:old": ["old_configured1"]}}  # fmt: skip


def step(
    number: int, path: str, body: str = "", *, made: str = "", started: float = 0,
    status: int = 200, method: str = "POST", **answer: object,
) -> Exchange:  # fmt: skip
    text = json.dumps({**({"id": made} if made else {}), **answer}).encode()
    request = Request(method, path, "", body, {})
    at = started or 1_795_000_000 + number * 10.0
    return Exchange(f"m-{number}", "x", request, Response(status, {}, text), at, 1.0, group="g")


STEPS = (
    step(1, "/v1/things", "name=it's", made="ipi_1Made0123"),
    step(2, "/v1/disputes", "transaction=ipi_1Made0123", made="idp_2Made0123"),
    step(3, "/v1/disputes/idp_2Made0123/submit", started=1_795_000_030.0),
    step(4, "/v1/disputes/idp_2Made0123/submit", started=1_795_000_030.1),
    step(5, "/v1/disputes/idp_2Made0123"),
)
FOUND = Verdict("thing.create.machine.moves", "3.1", "POST /v1/x", "must", "fail", "said",
                tuple(e.id for e in STEPS), "this", "that", law="machine.moves")  # fmt: skip


def ledger(steps: tuple[Exchange, ...], verdict: Verdict) -> Ledger:
    laws = {"machine.moves": Law("machine.moves", "lifecycles", sequence=True)}
    return Ledger(HEADER, {e.id: e for e in steps}, (verdict,), None, laws)


def script(steps: tuple[Exchange, ...], *shown: str) -> str:
    names = shown or tuple(e.id for e in steps)
    verdict = replace(FOUND, exchanges=names)
    return Reproductions(ledger(steps, verdict)).script(verdict)


def play(text: str, url: str, folder: Path, key: str = "sk_x") -> tuple[int, str]:
    found = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
             "BASE_URL": url, "TMPDIR": str(folder)}  # fmt: skip
    done = subprocess.run(  # noqa: S603
        [SHELL, "-c", text], env={**found, **({"ASSAY_API_KEY": key} if key else {})},
        text=True, capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_made_ids_are_variables() -> None:
    lines = script(STEPS).splitlines()
    assert any(line.startswith("IPI_ID=$(again pick 1 ") for line in lines)
    assert """printf '%b' transaction="$IPI_ID" >"$FOLDER/2.sent\"""" in lines
    assert any("""/v1/disputes/"$IDP_ID"/submit""" in line for line in lines)
    asked = [line for line in lines if line.startswith(("ask ", "printf "))]
    assert "ipi_1" not in "".join(asked)


def test_what_a_finding_needs_is_followed_to_where_it_was_made() -> None:
    lines = script(STEPS, "m-5").splitlines()
    titles = [
        line.rpartition(": ") for line in lines if line[:3] in ("# 1", "# 2", "# 3", "# 4", "# 5")
    ]
    assert [title[2] for title in titles] == ["set-up"] * 2 + ["set-up"] * 2 + [
        "what the finding is about"
    ]


def test_what_was_done_with_an_object_is_done_before_it_is_read() -> None:
    """Payments with a card name it in their forms; of what hundreds name none is meant."""
    path = "/v1/things/ipi_1Made0123"
    made = step(1, "/v1/things", "amount=1", made="ipi_1Made0123", amount=1)
    last = step(99, path, method="GET", made="ipi_1Made0123", amount=1)
    found = replace(FOUND, exchanges=("m-99",))
    for count, bodies in ((2, ["amount=1", "thing=ipi_1Made0123", "thing=ipi_1Made0123", ""]),
                          (9, ["amount=1", ""])):  # fmt: skip
        paid = [step(n, "/v1/payments", "thing=ipi_1Made0123") for n in range(2, 2 + count)]
        steps = reproduce(Origins(ledger((made, *paid, last), found)), found)
        assert steps is not None
        assert [one.exchange.request.body for one in steps.steps] == bodies


def test_what_other_groups_did_to_a_shared_object_is_done_where_it_shows() -> None:
    """An update made a text of an amount: what was done is done again, also what was refused."""
    made = step(1, "/v1/things", "amount=1", made="ipi_1Made0123", amount=1)
    path = "/v1/things/ipi_1Made0123"
    others = (
        step(2, path, "note=1", made="ipi_1Made0123", amount=1),
        step(3, path, "amount=1", made="ipi_1Made0123", amount="1"),
        step(4, path, "amount=1", made="ipi_1Made0123", amount="1"),
        step(5, path, "amount=x", status=400),
    )
    apart = tuple(replace(other, group="another") for other in others)
    kept = step(6, path, "name=a", made="ipi_1Made0123", amount="1")
    same = replace(kept, response=made.response)
    found = replace(FOUND, exchanges=("m-6",))
    every = ["amount=1", "note=1", "amount=1", "amount=1", "amount=x", "name=a"]
    for last, bodies in ((kept, every), (same, ["amount=1", "name=a"])):
        steps = reproduce(Origins(ledger((made, *apart, last), found)), found)
        assert steps is not None
        assert [one.exchange.request.body for one in steps.steps] == bodies


def test_what_went_together_is_started_together() -> None:
    lines = [line for line in script(STEPS).splitlines() if line.startswith(("ask ", "wait"))]
    assert [line.endswith(" &") for line in lines] == [False, False, True, False, False, False]
    assert lines[4] == "wait"


@pytest.mark.parametrize("made", [
    "path_1Made0123", "$(id)_1Made0123", "é_1Made01234", "«IPI_ID»_1Made0123", "a'b_1Made0123",
    "a\n id #_1Made0123", "`id`_1Made0123", '"; id; "_1Made0123', "\\0047; id_1Made0123",
])  # fmt: skip
def test_a_hostile_id_stays_data(made: str, tmp_path: Path) -> None:
    steps = (step(1, "/v1/x", made=made), step(2, "/v1/x", f"of={made}"))
    verdict = replace(FOUND, exchanges=("m-2",), expected=f"{made}\nid", observed=f"{made}\rid")
    text = Reproductions(ledger(steps, verdict)).script(verdict)
    subprocess.run([SHELL, "-n", "-c", text], check=True)  # noqa: S603
    assert text.isascii()
    assert not any(line.strip() in ("id", "id #_1Made0123") for line in text.splitlines())
    with listening(lambda _call: Answer(200, b'{"id": "ok_1Made01234"}')) as url:
        assert "uid=" not in play(text, url, tmp_path)[1]


@pytest.mark.parametrize(
    "text", ["plain", "it's", "a\nb", "é", "$(id)", "`id`", "\\n", "\\0101", "%s"]
)
def test_a_word_is_itself_again(text: str) -> None:
    line = f"printf '%s' {word(text)}"
    done = subprocess.run([SHELL, "-c", line], capture_output=True, check=True)  # noqa: S603
    assert done.stdout.decode() == text


def test_a_comment_is_one_line() -> None:
    assert comment("a\nrm -rf /\r\u2028b") == "# a\\nrm -rf /\\r\\u2028b"


def test_the_key_is_in_no_script() -> None:
    text = script(STEPS)
    assert ': "${ASSAY_API_KEY:?' in text
    assert "sk_" not in text


def test_configured_ids_are_variables_at_the_top() -> None:
    text = script((step(1, "/v1/things/old_configured1", method="GET"),))
    assert text.index("THING_OLD_1=${THING_OLD_1:-old_configured1}") < text.index("ask 1")
    assert """ask 1 GET "$BASE_URL"/v1/things/"$THING_OLD_1" """ in text


def server(lost: bool, refusing: str = ""):  # type: ignore[no-untyped-def]
    """Return a server that makes objects, and loses what an update sends."""

    def respond(call: Call) -> Answer:
        if refusing and call.path == refusing:
            return Answer(402, b"{}")
        name = "no" if lost or call.method == "GET" else "yes"
        body = {"id": "obj_Now9876543210", "name": name, "created": 1_800_000_000}
        return Answer(200, json.dumps(body).encode())

    return respond


MADE = step(1, "/v1/things", made="obj_1Made01234567", name="no", created=1_795_000_010)
LOST = step(2, "/v1/things/obj_1Made01234567", "name=yes", made="obj_1Made01234567", name="no",
            created=1_795_000_010)  # fmt: skip


@pytest.mark.parametrize(("respond", "code"), [
    (server(lost=True), 1), (server(lost=False), 0), (server(lost=True, refusing="/v1/things"), 2),
])  # fmt: skip
def test_a_script_ends_as_it_says(respond, code: int, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    verdict = replace(FOUND, exchanges=("m-2",), findings=(Finding("yes", "no", "name"),))
    text = Reproductions(ledger((MADE, LOST), verdict)).script(verdict)
    with listening(respond) as url:
        found, said = play(text, url, tmp_path)
    assert found == code, said
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_not_there_shows_nothing(tmp_path: Path) -> None:
    assert play(script((MADE, LOST)), BASE, tmp_path)[0] == 2
    assert play(script((MADE, LOST)), BASE, tmp_path, key="")[0] == 2


@pytest.mark.parametrize(("was", "now", "same"), [
    ("cus_0123456789", "cus_9876543210", True), ("cus_0123456789", "pi_9876543210", False),
    (["a_0123456789"] * 2, ["a_1111111111", "a_2222222222"], False),
    (["a_0123456789"] * 2, ["a_1111111111"] * 2, True),
    (1_795_000_000, 1_795_000_500, True), (1_795_000_000, 1_795_000_560, False),
    (True, 1, False), (1, 2, False), ("active", "canceled", False), ([1], [1, 2], False),
    ({"a": None}, {}, False), ("1234", "9876", True), ("1234", "5555", False),
])  # fmt: skip
def test_answers_are_the_same_but_for_what_is_made_anew(
    was: object, now: object, same: bool
) -> None:
    comparison = Comparison(5, 0, {"5555"})
    comparison.shift = 500.0
    assert (comparison.differs(was, now) == "") is same


@pytest.mark.parametrize(("was", "now", "same"), [
    ("2026-01-02T03:04:05Z", "2026-01-02T03:12:25Z", True),  # as much later as the clock
    ("2026-01-02T03:04:05.250+00:00", "2026-01-02T03:04:07.000+00:00", True),
    ("Fri, 02 Jan 2026 03:04:05 +0000", "Fri, 02 Jan 2026 03:12:25 +0000", True),
    ("2026-01-02 03:04:05", "2026-01-02 03:12:25", True),
    ("2026-01-02T03:04:05Z", "2026-01-03T03:04:05Z", False),
    ("Fri, 02 Jan 2026 03:04:05 +0000", "Sat, 03 Jan 2026 03:04:05 +0000", False),
    ("2026-01-02", "2026-01-03", False), ("2026-99-02T03:04:05Z", "2026-99-02T03:04:06Z", False),
])  # fmt: skip
def test_times_may_be_texts(was: str, now: str, same: bool) -> None:
    comparison = Comparison(5, 0, set())
    comparison.shift = 500.0
    assert (comparison.differs({"at": was}, {"at": now}) == "") is same


def test_only_named_parts_are_compared() -> None:
    assert narrowed({"a": {"b": 1, "c": 2}, "d": [{"b": 0}, {}]}, ["b"]) == {
        "a": {"b": 1}, "d": [{"b": 0}, {}]
    }  # fmt: skip


def test_the_report_shows_every_step() -> None:
    shown = page(render(ledger(STEPS, FOUND)))
    told = shown.told(FOUND.id)
    steps = {shown.exchange(int(number))["id"]: place for number, place in told["steps"].items()}
    assert steps == {e.id: place for place, e in enumerate(STEPS, 1)}
    assert [e["id"] for e in shown.exchanges(FOUND.id)] == [e.id for e in STEPS]
    assert "IPI_ID=$(again pick 1" in told["script"]
    assert "assay run --only thing.create.machine.moves --seed 7 --base-url" in told["run"]


def test_results_hold_what_shows_a_finding() -> None:
    found = results(ledger(STEPS, FOUND))["verdicts"][0]["reproduction"]
    assert found["run"] == f"assay run --only {FOUND.id} --seed 7 --base-url {BASE}"
    assert found["steps"] == ["m-1", "m-2", "m-3", "m-4", "m-5"]
    assert found["script"] == script(STEPS)


def test_every_finding_of_a_cause_has_its_request() -> None:
    many = [replace(FOUND, id=f"thing.create.machine.moves.{n}") for n in range(9)]
    found = Ledger(HEADER, {e.id: e for e in STEPS}, tuple(many))
    shown = page(render(found))
    asked = [shown.exchanges(one.id)[0] for one in many]
    about = [e["path"] for e in asked if e["method"] == "POST"]
    assert about.count("/v1/disputes/idp_2Made0123") >= len(many) - 3


@pytest.mark.parametrize(
    ("was", "now", "alike"),
    [
        ("pi_4CSDx4e-auCHQ1lL", "pi_2HLZ5v7UnWqK0c9d", True),
        ("pi_179_fp78MyD6HcRM", "pi_jcZts5-GtxQL96Ex", True),
        ("cus_vL6sky3karnj_bLa", "cus_2hhnjz3x2oXaUm6_", True),
        ("pi_4CSDx4eaauCH_a", "ch_2HLZ5v7UnWqK_bc", False),
        ("550e8400-e29b-41d4-a716-446655440000", "6fa459ea-ee8a-4ca4-894e-db77e160355e", True),
        ("pi_4CSDx4e-auCHQ1lL", "ch_2HLZ5v7UnWqK0c9d", False),  # of another kind
        ("pi_4CSDx4e-auCHQ1lL", "pi_2HLZ", False),
        ("requires-payment-method", "requires-confirmation-x", False),
        ("2026-04-22.dahlia", "2026-05-27.dahlia", False),
    ],
)
def test_an_id_may_have_hyphens(was: str, now: str, alike: bool) -> None:
    seen = Comparison(10.0, 0.0, set())
    assert (seen.differs(was, now) == "") == alike
    assert not alike or seen.differs(was, f"{now}x")  # each time the same one


@pytest.mark.parametrize(
    "pair",
    [
        ("pi_0iJAZ87q5wDdGjD4", "pi_Kmyx_yfhpKP-nF4p"),
        ("pi_Kmyx_yfhpKP-nF4p", "pi_0iJAZ87q5wDdGjD4"),
    ],
)
def test_what_set_up_answered_may_have_hyphens_once(pair: tuple[str, str]) -> None:
    seen = Comparison(10.0, 0.0, set())
    seen.bind(*pair)
    assert seen.differs(*pair) == ""
