"""The fix list: each cause once, by what the server said or did, with what it breaks and blocks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from assay.run.outcome import exit_code
from assay.run.summary import summary
from assay.trouble import BROKEN, INCOMPLETE, PASSED
from harness.claim import OWN, Claim, Law
from harness.exchange import Exchange, Request, Response
from harness.ledger import Ledger
from harness.mishaps import OVER
from harness.reasons import DISPLACES, WITHHELD
from harness.reference import Reference
from harness.spent import LEFT, SPENT
from harness.verdict import Finding, Status, Verdict
from reports.answers import answer_line
from reports.fixing import Causes, FixList
from reports.formats.annotations import render as annotations
from reports.formats.html import render
from reports.formats.markdown import render as markdown
from reports.formats.results import render as results
from reports.headline import headline
from reports.siding import side_by_side
from sandbox.auth import SECRET
from suites.looking.say import having
from tests.near import answering
from tests.pages import page as shown
from tests.running import run
from tests.suites.servers import Answer, Call
from tests.suites.servers import Reference as Sandbox

OPERATIONS = {
    "POST /v1/things": "thing.create", "POST /v1/things/{thing}": "thing.update",
    "GET /v1/things": "thing.list", "POST /v1/others": "other.create",
}  # fmt: skip
HEADER = {
    "run": "r", "base_url": "http://x", "profile": "standard", "seed": 1, "version": "0",
    "api_version": "v", "only": [], "resources": ["thing", "other"], "started": 1.0,
    "operations": OPERATIONS,
}  # fmt: skip
LAWS = {
    name: Law(name, column, says=f"It is {name}.", taking=taking)
    for name, column, taking in (
        ("accepts.accepts", "valid forms", True), ("echo.echo", "valid forms", True),
        ("enum.enum", "refusals", False), ("type.type", "refusals", False),
        ("auth.wrong_key", "keys", False), ("money.held", "money", False),
        ("response.response_table", "every answer", True),
        ("response.currency", "every answer", True), ("response.request_id", "every answer", True),
    )
}  # fmt: skip
PRESENT = "present.present"
LAWS[PRESENT] = Law(PRESENT, "same everywhere", taking=True, presence=True)
REFUSED = {"error": {"type": "invalid_request_error", "message": "Unexpected shipping"}}


def exchange(
    name: str, status: int = 200, body: Any = None, *, call: str = "POST /v1/things",
    form: str = "amount=1", text: str = "",
) -> Exchange:  # fmt: skip
    """Return an exchange of an operation."""
    method, path = call.split()
    said = text.encode() if text else json.dumps({} if body is None else body).encode()
    operation = OPERATIONS.get(call, "")
    sent = Request(method, path, "" if method == "POST" else form, form if method == "POST" else "")
    return Exchange(name, operation, sent, Response(status, {}, said), 1.0, 0.1)


def verdict(
    name: str, law: str, seen: Exchange | None = None, expected: str = "status 200",
    observed: str = "", status: Status = "fail", **rest: Any,
) -> Verdict:  # fmt: skip
    """Return a verdict that an exchange shows."""
    names = (seen.id,) if seen is not None else ()
    message = rest.pop("message", f"expected {expected}; observed {observed}")
    return Verdict(name, "G-1", "POST /v1/things", "must", status, message, names, expected,
                   observed, law=law, **rest)  # fmt: skip


def ledger(*verdicts: Verdict, exchanges: tuple[Exchange, ...] = (), **rest: Any) -> Ledger:
    """Return a ledger of a run that came to its end."""
    seen = {exchange.id: exchange for exchange in exchanges}
    return Ledger(HEADER, seen, verdicts, {"seconds": 1}, LAWS, **rest)


def told(found: FixList) -> list[tuple[str, str]]:
    return [(cause.title, cause.numbers) for cause in found.causes]


def test_what_a_server_says_of_what_was_sent_is_one_cause_wherever_it_says_it() -> None:
    """The field is refused by two operations, is broken three times, and blocks a fourth claim."""
    made = exchange("m-1", 400, REFUSED, form="shipping[name]=A")
    updated = exchange("m-2", 400, REFUSED, call="POST /v1/things/{thing}", form="shipping[name]=B")
    seen = "status 400, invalid_request_error"
    found = ledger(
        verdict("thing.create.accepts.shipping", "accepts.accepts", made, observed=seen),
        verdict("thing.create.accepts.shipping[name]", "accepts.accepts", made, observed=seen),
        verdict("thing.update.accepts.shipping", "accepts.accepts", updated, observed=seen),
        verdict("thing.create.echo.shipping", "echo.echo", made, status="not_testable",
                message="its twin was not accepted", root="thing.create.accepts.shipping"),
        exchanges=(made, updated),
    )  # fmt: skip
    words = ("POST /v1/things, POST /v1/things/{thing} are refused with status 400: "
             "“Unexpected shipping”")  # fmt: skip
    assert told(Causes(found).fixes) == [(words, "3 broken, 1 blocked")]


def test_a_sentence_that_names_what_was_sent_is_one_cause_with_the_names() -> None:
    """What all of them name stays; of what differs, that which breaks most comes first."""

    def refused(number: int, call: str, name: str) -> tuple[Exchange, Verdict]:
        said = {"error": {"message": f"Unexpected value for {name.replace('=1&', ', ')[:-2]}"}}
        seen = exchange(f"m-{number}", 400, said, call=call, form=f"value=&{name}")
        observed = "status 400, invalid_request_error"
        return seen, verdict(f"thing.create.accepts.{number}", "accepts.accepts", seen,
                             observed=observed)  # fmt: skip

    made, changed = "POST /v1/things", "POST /v1/things/{thing}"
    found = [refused(1, changed, "shipping[name]=1"), refused(2, made, "receipt_email=1"),
             refused(3, made, "receipt_email=1"), refused(4, made, "color=1&shape=1")]  # fmt: skip
    whole = ledger(*(told for _, told in found), exchanges=tuple(seen for seen, _ in found))
    (cause,) = Causes(whole).fixes.causes
    assert cause.title == (
        "POST /v1/things, POST /v1/things/{thing} are refused with status 400: "
        "“Unexpected value for …” (receipt_email, shipping[name], color, shape)"
    )
    assert (cause.numbers, cause.exchange) == ("4 broken", "m-2")


def test_words_that_name_nothing_are_of_their_own_call() -> None:
    sentence = {"error": {"message": "Bad request"}}
    one = exchange("m-1", 400, sentence)
    other = exchange("m-2", 400, sentence, call="POST /v1/others")
    found = ledger(
        verdict("thing.create.accepts.a", "accepts.accepts", one, observed="status 400"),
        verdict("other.create.accepts.a", "accepts.accepts", other, observed="status 400"),
        exchanges=(one, other),
    )
    assert told(Causes(found).fixes) == [
        ("POST /v1/others is refused with status 400: “Bad request”", "1 broken"),
        ("POST /v1/things is refused with status 400: “Bad request”", "1 broken"),
    ]


def test_ids_of_a_path_are_no_words_of_a_sentence() -> None:
    def missing(name: str, thing: str) -> Exchange:
        body = {"error": {"message": f"No such thing: '{thing}'"}}
        seen = exchange(name, 404, body, call="POST /v1/things/{thing}")
        return replace(seen, request=replace(seen.request, path=f"/v1/things/{thing}"))

    one, other = missing("m-1", "fjJFrcXiQ2gm"), missing("m-2", "yCz9sCialSKc")
    found = ledger(
        verdict("thing.retrieve.accepts.a", "accepts.accepts", one, observed="status 404"),
        verdict("thing.retrieve.accepts.b", "accepts.accepts", other, observed="status 404"),
        exchanges=(one, other),
    )
    ((title, numbers),) = told(Causes(found).fixes)
    assert title.startswith("POST /v1/things/{thing} is refused with status 404: “No such thing")
    assert numbers == "2 broken"


def test_a_lost_field_is_one_cause_whoever_misses_it() -> None:
    """A table, an echo, and a law of money each tell of it in their words."""
    seen = exchange("m-1", 200, {"object": "thing", "id": "th_1"})
    table = (Finding("the field total", "no such field", "total"),
             Finding("the field other", "no such field", "other"))  # fmt: skip
    found = ledger(
        verdict("thing.create.response.response_table", "response.response_table", seen,
                observed="no such field", findings=table),
        verdict("thing.create.echo.total", "echo.echo", seen, "what was sent",
                "total[sum]: sent 1, found nothing"),
        verdict("thing.create.money.held", "money.held", seen, "total 1",
                "total missing when read (status 200)"),
        verdict("thing.list.echo.copy", "echo.echo", seen, status="not_testable", root="POST /v1/x",
                message="the first answer does not show what was sent "
                        "(total[sum]: sent 1, found nothing)"),
        exchanges=(seen,),
    )  # fmt: skip
    assert told(Causes(found).fixes) == [
        ("thing lacks `total`", "3 broken, 1 blocked"), ("thing lacks `other`", "1 broken"),
    ]  # fmt: skip


def test_a_field_that_is_there_is_not_said_to_be_lacking() -> None:
    seen = exchange("m-1", 200, {"object": "thing", "id": "th_1", "total": {"tip": {}}, "at": None})
    found = ledger(
        verdict("thing.create.echo.total", "echo.echo", seen, "what was sent",
                "total[sum]: sent 1, found nothing"),
        verdict("thing.create.money.held", "money.held", seen,
                'http 400, error.type "invalid_request_error", got 1',
                "got missing when read (status 400, invalid_request_error)"),
        verdict("thing.create.response.currency", "response.currency", seen, "a time", "at null",
                findings=(Finding("a time", "at null", "at"),)),
        exchanges=(seen,),
    )  # fmt: skip
    assert told(Causes(found).fixes) == [
        ("thing lacks `got`", "1 broken"), ("thing: `at` is null", "1 broken"),
        ("thing: `total` lacks parts, such as `total[sum]`", "1 broken"),
    ]  # fmt: skip


def test_a_field_that_many_resources_lack_is_one_cause() -> None:
    names = ("thing", "other", "more", "last")
    seen = exchange("m-1", 200, {"object": "thing", "id": "th_1"})
    found = ledger(
        *(verdict(f"{name}.create.response.response_table", "response.response_table", seen,
                  observed="no such field", findings=(Finding("mode", "no such field", "mode"),))
          for name in names),
        verdict("last.create.echo.mode", "echo.echo", seen, observed="mode: sent 1, found nothing"),
        exchanges=(seen,),
    )  # fmt: skip
    every = replace(found, header={**HEADER, "resources": list(names)})
    assert told(Causes(every).fixes) == [
        ("4 resources lack `mode`: last, thing, other and 1 more", "5 broken")
    ]
    three = replace(every, verdicts=found.verdicts[:3])
    assert [title for title, _ in told(Causes(three).fixes)] == [
        "more lacks `mode`", "other lacks `mode`", "thing lacks `mode`",
    ]  # fmt: skip


def test_an_object_that_cannot_be_read_lacks_no_field() -> None:
    declined = exchange("m-1", 402, {"error": {"code": "no", "message": "Declined"}})
    gone = exchange("m-2", 404, REFUSED, call="GET /v1/things")
    seen = verdict(
        "thing.create.money.held",
        "money.held",
        declined,
        "http 402, got 1",
        "got missing when read (status 402, no)",
    )
    found = ledger(replace(seen, exchanges=("m-1", "m-2")), exchanges=(declined, gone))
    words = "GET /v1/things is refused with status 404: “Unexpected shipping”"
    assert told(Causes(found).fixes) == [(words, "1 broken")]


def test_a_field_that_is_there_stays_null() -> None:
    seen = exchange("m-1", 200, {"object": "thing", "id": "th_1", "got": None})
    found = ledger(
        verdict("thing.create.echo.got", "echo.echo", seen, observed="got: sent 1, found nothing"),
        verdict("thing.update.unset.got", "echo.echo", seen, status="not_testable",
                message="it was not set by an update that sent it (got.part: nothing)"),
        exchanges=(seen,),
    )  # fmt: skip
    assert told(Causes(found).fixes) == [("thing: `got` stays null", "1 broken, 1 blocked")]


def test_a_request_that_is_refused_when_it_comes_again_was_taken_at_first() -> None:
    """What the refusal says is not the cause: five operations that heed no key have one."""
    laws = {
        **LAWS,
        "idempotency.replayed": Law("idempotency.replayed", "idempotency", says="Once."),
    }
    kept, verdicts = [], []
    for number, call in enumerate(("POST /v1/things", "POST /v1/others") * 2):
        words = {"error": {"message": f"It is done: {'abcd'[number]}"}}
        first = exchange(f"m-{number}", call=call, form=f"n={number}")
        second = exchange(f"m-{number}-2", 400, words, call=call, form=f"n={number}")
        kept += [first, second]
        seen = verdict(
            f"thing.create.idempotency.{number}",
            "idempotency.replayed",
            second,
            "the first answer",
            f"status 400, {'abcd'[number]}",
        )
        verdicts.append(replace(seen, exchanges=(second.id, first.id)))
    found = replace(ledger(*verdicts, exchanges=tuple(kept)), laws=laws)
    assert told(Causes(found).fixes) == [("Once: broken in 4 ways", "4 broken")]


def test_what_one_resource_promises_goes_together_by_its_topic() -> None:
    seen = exchange("m-1", 200, {"object": "thing", "id": "th_1"})
    names = ("decline.refused", "decline.state", "rows.add_up")
    laws = {**LAWS, **{name: Law(name, OWN, says=name) for name in names}}
    found = replace(
        ledger(*(verdict(f"thing.create.{name}", name, seen, "a refusal (4xx)", "status 200")
                 for name in names), exchanges=(seen,)),
        laws=laws,
    )  # fmt: skip
    assert told(Causes(found).fixes) == [
        ("accepts what has to be refused: decline.refused, decline.state", "2 broken"),
        ("accepts what has to be refused: rows.add_up", "1 broken"),
    ]  # fmt: skip


def test_what_is_declared_not_to_be_there_is_nothing_to_do() -> None:
    """It blocks what stands on it all the same; a refusal with a code is still told."""
    gone = exchange("m-1", 404, {"error": {"message": "No route"}}, call="GET /v1/things")
    coded = exchange("m-2", 400, {"error": {"code": "no", "message": "No"}}, call="POST /v1/others")
    found = ledger(
        *(replace(verdict(f"{name}.present", "present.present", status="not_supported"),
                  operation=title)
          for title, name in OPERATIONS.items() if name in ("thing.list", "other.create")),
        verdict("thing.create.echo.a", "echo.echo", gone, status="not_testable",
                message="nothing lists it", root="GET /v1/things"),
        verdict("thing.create.echo.b", "echo.echo", coded, status="not_testable",
                message="nothing makes it", root="POST /v1/others"),
        exchanges=(gone, coded),
    )  # fmt: skip
    fixes = Causes(found).fixes
    words = "POST /v1/others is refused with status 400: “No”"
    assert (told(fixes), fixes.absent) == ([(words, "1 blocked")], ())


def test_refusals_without_a_code_are_one_cause_over_all_topics() -> None:
    seen = exchange("m-1", 400, {"error": {"type": "invalid_request_error", "message": "no"}})
    found = ledger(
        verdict("thing.create.enum.a", "enum.enum", seen, "error.code x, error.param a",
                f"{having('error.code', None)}, {having('error.param', None)}"),
        verdict("thing.create.type.a", "type.type", seen, "error.code y", "no error.code"),
        verdict("thing.create.money.held", "money.held", seen,
                "a refusal (status 400, invalid_request_error, unexpected_state)",
                "refused otherwise: status 400, invalid_request_error"),
        verdict("thing.update.enum.a", "enum.enum", seen, "error.param a", "no error.param"),
        exchanges=(seen,),
    )  # fmt: skip
    assert told(Causes(found).fixes) == [
        ("refusals lack `error.code`", "3 broken"), ("refusals lack `error.param`", "1 broken"),
    ]  # fmt: skip


def test_a_server_that_refuses_nothing_is_one_cause_a_column() -> None:
    """It is told by what is wrong with the requests, where their laws say it."""
    seen = exchange("m-1", 200, {"object": "thing", "id": "th_1"})
    found = ledger(
        verdict("thing.create.enum.a", "enum.enum", seen, "a refusal (4xx)", "status 200"),
        verdict("thing.create.type.a", "type.type", seen, "a refusal (4xx)", "status 200"),
        verdict("thing.create.auth.wrong_key", "auth.wrong_key", seen, "status 401", "status 200"),
        exchanges=(seen,),
    )
    laws = {**LAWS, "type.type": replace(LAWS["type.type"], wrong="values of another type")}
    assert told(Causes(replace(found, laws=laws)).fixes) == [
        ("accepts what has to be refused: enum, values of another type", "2 broken"),
        ("accepts what has to be refused: auth.wrong_key", "1 broken"),
    ]


def test_that_nothing_was_refused_belongs_to_what_is_taken() -> None:
    """What looks at refusals has nothing to look at: what is broken gives the names alone."""
    seen = exchange("m-1", 200, {"object": "thing", "id": "th_1"})
    found = ledger(
        verdict("thing.create.type.left", "type.type", seen, status="not_testable",
                message="no broken form was refused", blocked_by="thing.create.accepts"),
        verdict("thing.create.enum.a", "enum.enum", seen, "a refusal (4xx)", "status 200"),
        exchanges=(seen,),
    )  # fmt: skip
    assert told(Causes(found).fixes) == [
        ("accepts what has to be refused: enum", "1 broken, 1 blocked")
    ]


def test_a_limit_does_not_show_that_a_call_is_there_and_is_told_in_its_words() -> None:
    gone = exchange("m-1", 404, {"message": "Not Found"}, call="POST /v1/prices")
    limited = exchange("m-2", 403, {"message": "API rate limit exceeded"}, call="POST /v1/prices")
    found = ledger(
        *(verdict(f"thing.create.echo.{e.id}", "echo.echo", e, status="not_testable",
                  message="refused", root="POST /v1/prices") for e in (gone, limited)),
        exchanges=(gone, limited),
    )  # fmt: skip
    assert told(Causes(found).fixes) == [
        ("POST /v1/prices is not there (status 404)", "1 blocked"),
        ("POST /v1/prices is refused with status 403: “API rate limit exceeded”", "1 blocked"),
    ]


def test_a_limit_that_is_used_up_is_one_cause_that_says_so() -> None:
    limited = exchange("m-1", 403, {"message": "API rate limit exceeded"})
    spent = replace(limited, response=Response(403, {LEFT: "0"}, b"{}"))
    unsent = replace(spent, id="m-2", response=None, error=f"connection: the target: {SPENT}")
    found = ledger(
        *(verdict(f"thing.create.echo.{e.id}", "echo.echo", e, status="not_testable",
                  message="refused") for e in (spent, unsent)),
        exchanges=(spent, unsent),
    )  # fmt: skip
    title = f"POST /v1/things is turned away: {SPENT}"
    assert told(Causes(found).fixes) == [(title, "2 blocked")]


def test_of_several_ways_that_lead_nowhere_the_first_is_the_cause() -> None:
    seen = exchange("m-1")
    both = "POST /v1/things shows status a, not b; otherwise: POST /v1/others shows status a, not b"
    found = ledger(
        verdict("thing.create.money.held", "money.held", seen, status="not_testable", message=both,
                root="POST /v1/things"),
        exchanges=(seen,),
    )  # fmt: skip
    assert told(Causes(found).fixes) == [("POST /v1/things shows status a, not b", "1 blocked")]


def test_a_set_up_call_is_one_cause_whatever_it_was_for() -> None:
    call = "set-up call POST /v1/things was accepted (status 200), not answered with 201"
    made = exchange("m-1")
    found = ledger(
        *(verdict(f"thing.list.{name}", "pagination.more", made, status="not_testable",
                  message=message, root="POST /v1/things")
          for name, message in (("pagination.more", f"the list cannot be filled: {call}"),
                                ("filter.call", f"the list cannot be read: {call}"),
                                ("own.things", call))),
        exchanges=(made,),
    )  # fmt: skip
    assert told(Causes(found).fixes) == [(call, "3 blocked")]


@pytest.mark.parametrize(
    ("call", "body", "words"),
    [
        ("POST /v1/things", {"message": "Not Found"}, "is not there (status 404)"),
        ("POST /v1/things/{thing}", None, "is not there (status 404)"),
        ("POST /v1/things", {"error": {"message": "No th_1"}},
         "is refused with status 404: “No th_1”"),
    ],
)  # fmt: skip
def test_an_operation_whose_presence_was_not_asked_may_be_absent(
    call: str, body: Any, words: str
) -> None:
    """As with `--only`. One that answers with an error speaks for itself."""
    gone = exchange("m-1", 404, body, call=call)
    found = ledger(
        verdict("thing.create.echo.a", "echo.echo", gone, status="not_testable", message="refused",
                root=call),
        exchanges=(gone,),
    )  # fmt: skip
    assert told(Causes(found).fixes) == [(f"{call} {words}", "1 blocked")]


def test_headers_and_values_are_causes_by_their_names() -> None:
    seen = exchange("m-1", 200, {"object": "thing", "id": "th_1", "currency": "USD"})
    found = ledger(
        verdict("thing.create.response.request_id", "response.request_id", seen, "a header",
                "Request-Id missing"),
        verdict("thing.create.response.currency", "response.currency", seen, "lower case", '"USD"',
                findings=(Finding("lower case", '"USD"', "currency"),)),
        verdict("thing.list.response.currency", "response.currency", seen, "lower case", '"USD"',
                findings=(Finding("lower case", '"USD"', "data.currency"),)),
        exchanges=(seen,),
    )  # fmt: skip
    assert told(Causes(found).fixes) == [
        ('thing: `currency` is "USD"', "2 broken"),
        ("answers lack the header Request-Id", "1 broken"),
    ]
    lost = Causes(found).fixes.causes[1]
    assert answer_line(seen, lost.fields) == '200 {"headers": {"Request-Id": null}}'


def test_what_is_not_there_is_apart_with_a_block_to_paste() -> None:
    """An operation that is not there is no thing to do: its author knows."""
    gone = exchange("m-1", 404, text="Not Found", call="POST /v1/others")
    set_up = exchange("m-2", 404, text="Not Found", call="POST /v1/prices")
    found = ledger(
        replace(
            verdict("other.create.present", "present.present", gone, observed="status 404"),
            operation="POST /v1/others",
        ),
        verdict("thing.create.echo.a", "echo.echo", gone, status="not_testable", message="refused",
                blocked_by="POST /v1/others", root="other.create.present"),
        verdict("thing.create.echo.b", "echo.echo", set_up, status="not_testable",
                message="refused", root="POST /v1/prices"),
        exchanges=(gone, set_up),
    )  # fmt: skip
    fixes = Causes(found).fixes
    assert told(fixes) == [("POST /v1/prices is not there (status 404)", "1 blocked")]
    assert (fixes.missing, fixes.lost) == (("POST /v1/others",), 2)
    page = render(found)
    assert "Absent: 1 operation: 2 claims" in page
    assert "&#34;other.create&#34;" in page


def test_what_only_unseen_operations_need_comes_last() -> None:
    """A call that the server lacks, for an object that only operations need it may lack as well."""
    set_up = exchange("m-1", 404, text="Not Found", call="POST /v1/prices")
    wrong = exchange("m-2", body={"id": "t", "currency": "USD"})
    blocked = [
        replace(
            verdict(name, law, set_up, status="not_testable", message="refused",
                    blocked_by="POST /v1/prices"),
            operation="POST /v1/others",
        )
        for name, law in (("other.create.present", PRESENT), ("other.create.echo.a", "echo.echo"))
    ]  # fmt: skip
    breach = verdict("thing.create.response.currency", "response.currency", wrong,
                     observed='currency "USD"')  # fmt: skip
    found = ledger(*blocked, breach, exchanges=(set_up, wrong))
    assert told(Causes(found).fixes) == [
        ('thing: currency "USD"', "1 broken"),
        ("POST /v1/prices is not there (status 404)", "2 blocked"),
    ]


def test_an_operation_that_once_answered_is_there() -> None:
    once, now = exchange("m-1"), exchange("m-2", 404, {"error": {"message": "No such thing"}})
    found = ledger(
        verdict("thing.create.accepts", "accepts.accepts", now, observed="status 404"),
        exchanges=(once, now),
    )
    assert Causes(found).fixes.missing == ()


def test_what_follows_stands_with_its_root_and_what_needs_an_id_apart() -> None:
    seen = exchange("m-1", 500, text="Internal Server Error")
    lacking = "no call makes a thing; give its id in the configuration"
    found = ledger(
        verdict("thing.create.accepts", "accepts.accepts", seen, observed="status 500"),
        verdict("thing.create.money.held", "money.held", seen, "x", "y",
                root="thing.create.accepts"),
        verdict("thing.list.accepts", "accepts.accepts", status="not_testable", message=lacking),
        verdict("thing.list.echo", "echo.echo", status="not_testable", message="no list",
                blocked_by="thing.list.accepts", root="thing.list.accepts"),
        verdict("thing.list.money", "money.held", status="not_testable", message="not shown"),
        exchanges=(seen,),
    )  # fmt: skip
    fixes = Causes(found).fixes
    words = "POST /v1/things is answered with status 500: “Internal Server Error”"
    assert told(fixes) == [(words, "2 broken")]
    assert {v.id for v in fixes.given} == {"thing.list.accepts", "thing.list.echo"}


@pytest.mark.parametrize(
    ("statuses", "complete", "word", "code"),
    [
        (("pass", "warn", "known"), True, "PASS", PASSED),
        (("pass", "fail"), True, "FAIL", BROKEN),
        (("pass", "fail"), False, "FAIL", BROKEN),
        (("pass", "fixed"), True, "FAIL", BROKEN),
        (("pass",), False, "INCOMPLETE", INCOMPLETE),
        (("pass", "error"), True, "INCOMPLETE", INCOMPLETE),
        (("not_testable",), True, "INCOMPLETE", INCOMPLETE),
        ((), True, "INCOMPLETE", INCOMPLETE),
    ],
)
def test_the_headline_is_the_exit_code_in_a_word(
    statuses: tuple[Status, ...], complete: bool, word: str, code: int
) -> None:
    verdicts = tuple(
        verdict(f"thing.create.money.{status}", "money.held", status=status) for status in statuses
    )
    found = replace(ledger(*verdicts), footer={"seconds": 1, "complete": complete})
    assert headline(found).word == word
    assert exit_code(found) == code
    assert next(iter(summary(found))).startswith(f"{word}: ")
    assert f"<b>{word}</b>" in render(found)


def test_what_a_server_without_memory_keeps_is_in_no_number_of_musts() -> None:
    verdicts = (
        verdict("thing.create.accepts", "accepts.accepts", status="pass"),
        verdict("thing.create.echo.a", "echo.echo", status="fail"),
        verdict("thing.create.money.held", "money.held", status="pass"),
        verdict("thing.update.money.held", "money.held", status="not_testable"),
        verdict("thing.list.money.held", "money.held", status="not_supported"),
        replace(verdict("thing.list.enum.a", "enum.enum", status="pass"), level="should"),
    )
    claims = tuple(Claim(v.id, v.clause, v.operation, v.level, law=v.law) for v in verdicts)
    assert headline(ledger(*verdicts, claims=claims)).plain == {
        "musts": {"held": 1, "planned": 2}, "accepting": {"held": 1, "planned": 2},
        "conformance": {"held": 3, "judged": 4}, "coverage": {"judged": 4, "asked": 6},
    }  # fmt: skip


def test_what_a_run_did_not_come_to_is_planned_all_the_same() -> None:
    passed = verdict("thing.create.money.held", "money.held", status="pass")
    claims = tuple(
        Claim(name, "G-1", "POST /v1/things", law="money.held")
        for name in (passed.id, "thing.update.money.held", "thing.list.money.held")
    )
    found = replace(ledger(passed, claims=claims), footer={"complete": False})
    assert headline(found).plain["musts"] == {"held": 1, "planned": 3}


def _sides(reference: Reference) -> Any:
    here = exchange("m-1", 400, REFUSED)
    found = ledger(
        verdict("thing.create.accepts", "accepts.accepts", here, observed="status 400"),
        exchanges=(here,), references={"m-1": reference},
    )  # fmt: skip
    cause = Causes(found).fixes.causes[0]
    return side_by_side(found, cause), render(found), list(summary(found))


def test_two_answers_stand_side_by_side() -> None:
    there = exchange("reference-1", 200, {"object": "thing", "id": "th_1<b>"})
    sides, page, lines = _sides(Reference("m-1", there, steps=1))
    assert (sides.rows[0].here, sides.rows[0].there) == ("status 400", "status 200")
    assert not sides.rows[0].same
    assert "the reference server&#39;s answer" in page
    assert "th_1<b>" not in page
    told = shown(page).told("thing.create.accepts")["side"]
    assert told[0].startswith("the reference server's answer: 200 ")
    assert told[1][0] == ["status 400", "status 200", False]
    said = 'the reference server\'s answer: 200 {"object": "thing", "id": "th_1<b>"}'
    assert f"       {said}" in lines


def test_where_it_could_not_be_asked_that_is_said() -> None:
    sides, page, _ = _sides(Reference("m-1", None, "it has no object of its own for 'thing'"))
    words = "the reference server could not be asked the same: it has no object of its own"
    assert sides.summary.startswith(words)
    assert words in page


def _without(*fields: str) -> Any:
    """Return a sandbox that shows objects without some fields."""
    sandbox = Sandbox()

    def respond(call: Call) -> Answer:
        answer = sandbox(call)
        return answer.saying(_stripped(answer.json, fields))

    return respond


def _stripped(value: Any, fields: tuple[str, ...]) -> Any:
    if isinstance(value, Mapping):
        return {n: _stripped(v, fields) for n, v in value.items() if n not in fields}
    return [_stripped(v, fields) for v in value] if isinstance(value, list) else value


def test_a_field_that_a_whole_server_loses_is_its_first_cause() -> None:
    with answering(_without("amount_received")) as url:
        found = run(
            url, "payment_intent.capture.money.*", "payment_intent.create.money.*", key=SECRET
        )
    first = Causes(found.ledger).fixes.first[0]
    assert first.title == "payment_intent lacks `amount_received`"
    assert first.breaches > 5


def test_what_a_run_had_no_time_for_is_no_cause_of_the_server() -> None:
    seen = replace(exchange("m-1"), response=None, error=OVER)
    found = ledger(
        verdict("thing.create.echo.a", "echo.echo", seen, status="not_testable",
                message=f"no response: {OVER}"),
        exchanges=(seen,),
    )  # fmt: skip
    assert told(Causes(found).fixes) == []


def test_what_hangs_on_a_known_failure_is_nothing_to_do_next() -> None:
    """An operation that is known to be absent is told in its line, as one that is not known."""
    gone = exchange("m-1", 404, text="Not Found", call="POST /v1/others")
    refused = exchange("m-2", 400, REFUSED)
    found = ledger(
        replace(
            verdict("other.create.present", "present.present", gone, status="known"),
            operation="POST /v1/others",
        ),
        verdict("other.create.echo.a", "echo.echo", gone, status="not_testable",
                message="refused", blocked_by="other.create.present", root="other.create.present"),
        verdict("thing.create.accepts", "accepts.accepts", refused, status="known"),
        verdict("thing.create.echo.a", "echo.echo", refused, status="not_testable",
                message="refused", blocked_by="thing.create.accepts", root="thing.create.accepts"),
        exchanges=(gone, refused),
    )  # fmt: skip
    fixes = Causes(found).fixes
    assert told(fixes) == []
    assert fixes.missing == ("POST /v1/others",)
    assert "Absent: 1 operation: 2 claims" in render(found)


def test_what_a_run_leaves_the_account_is_nothing_to_mend() -> None:
    made = exchange("e-1", body={"id": "d_1", "object": "thing"})
    left = verdict("thing.create.default.moves", "money.held", made, status="not_testable",
                   message=DISPLACES)  # fmt: skip
    seen = ledger(left, exchanges=(made,))
    found = Causes(seen).fixes
    assert (told(found), found.displacing) == ([], (left,))
    words = "1 claim displaces what belongs to the account"
    assert f"{words}: --allow-account-changes lets them" in list(summary(seen))
    assert words in render(seen)


def test_what_a_run_that_reads_withholds_is_told_on_the_page_as_well() -> None:
    held = [verdict(f"thing.create.money.{n}", "money.held", status="not_testable",
                    message=WITHHELD) for n in range(1_001)]  # fmt: skip
    words = "1,001 claims need requests that write"
    assert f"{words}: --read-only withholds them" in list(summary(ledger(*held)))
    assert words in render(ledger(*held))


def test_what_is_newly_broken_comes_before_what_was() -> None:
    """One claim in twelve is new: its cause is the first, and that claim shows it."""
    calls = [exchange(f"m-{n}", 400, {"error": {"message": "No"}}) for n in range(1, 12)]
    old = [verdict(f"thing.create.accepts.{n}", "accepts.accepts", seen, observed="status 400")
           for n, seen in enumerate(calls)]  # fmt: skip
    seen = exchange("m-20", 200, {"id": 1}, call="GET /v1/things")
    echo = [verdict(f"thing.list.response.response_table.{name}", "response.response_table", seen,
                    expected="object", observed="nothing") for name in ("a", "b")]  # fmt: skip
    gone = verdict("thing.update.present", PRESENT, exchange("m-30", 404), observed="status 404")
    whole = ledger(*old, *echo, exchanges=(*calls, seen))
    assert [cause.new for cause in Causes(whole).fixes.causes] == [0, 0]
    new = "thing.list.response.response_table.b"
    baseline = {"new": [new], "before": [], "mended": [], "notes": []}
    held = replace(whole, footer={"seconds": 1, "baseline": baseline})
    first, second = Causes(held).fixes.causes
    assert (first.numbers, second.numbers) == ("2 broken, 1 of these newly", "11 broken")
    assert (first.first.id, first.exchange) == (new, "m-20")
    assert annotations(held).startswith(f"::error title={new}")
    assert "2 broken, 1 of these newly" in markdown(held).partition("\n1. ")[2].splitlines()[0]
    fixes = json.loads(results(held))["fixes"]
    assert [fix.get("new") for fix in fixes] == [1, None]
    lost = replace(held, footer={"seconds": 1, "lost": ["thing.create.accepts.9"]})
    assert [cause.new for cause in Causes(lost).fixes.causes] == [11, 2]  # what is not known is new
    known = tuple(
        v if v.id.endswith("accepts.9") else replace(v, status="known") for v in held.verdicts
    )
    (first,) = Causes(replace(lost, verdicts=known)).fixes.causes
    assert (first.new, first.exchange) == (1, "m-10")
    absent = replace(whole, verdicts=(*whole.verdicts, gone), footer={"lost": [gone.id]})
    assert Causes(absent).fixes.causes[0].key.kind == "absent"


def test_what_comes_back_shows_a_cause_rather_than_what_shows_by_chance() -> None:
    """The loser of a race is refused as well, and whether it is the loser is chance."""
    body = {"error": {"message": "No"}}
    calls = [exchange(f"m-{n}", 400, body, form=f"amount={n}") for n in range(3)]
    laws = {**LAWS, "race.loses": Law("race.loses", "races", chance=True)}
    named = zip(("race.loses", "accepts.accepts", "race.loses"), calls, strict=True)
    found = [verdict(f"thing.create.{law}.{n}", law, seen, observed="status 400")
             for n, (law, seen) in enumerate(named)]  # fmt: skip
    for chosen, shows in ((found, "m-1"), (found[::-1], "m-1"), (found[::2], "m-0")):
        whole = replace(ledger(*chosen, exchanges=tuple(calls)), laws=laws)
        (cause,) = Causes(whole).fixes.causes
        assert cause.exchange == shows


def test_causes_that_read_alike_are_one() -> None:
    """Laws of two columns hold one value; a law says `is` before it; ids are no reasons."""
    seen = exchange("m-1", 200, {"object": "thing", "id": "th_1", "amount": "2000"})
    held = [
        verdict(f"thing.create.{law}", law, seen, "amount 2000", 'amount "2000" when read')
        for law in ("money.held", "response.currency")
    ]
    placed = verdict("thing.create.echo.method", "echo.echo", seen, "x", "m is y",
                     findings=(Finding("x", 'is "y"', "m", exchange="m-1"),))  # fmt: skip
    unread = [
        verdict(f"thing.list.enum.{number}", "enum.enum", status="not_testable",
                message=f"thing_{number}aZbYcXdWe is on no page")
        for number in (4, 5)
    ]  # fmt: skip
    causes = Causes(ledger(*held, placed, *unread, exchanges=(seen,))).of([*held, placed, *unread])
    assert [(cause.title, cause.numbers) for cause in causes] == [
        ('thing: amount "2000" when read', "2 broken"),
        ("thing_4aZbYcXdWe is on no page", "2 blocked"),
        ('thing: `m` is "y"', "1 broken"),
    ]
