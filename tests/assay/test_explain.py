"""`assay explain` says what stands behind an id or a clause; no server is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from assay.commands.explain import explained
from assay.explaining.words import Words
from assay.trouble import Stop
from contracts import load
from contracts.catalogue import catalogue
from contracts.loader import API
from tests.running import command

REQUIRED = """\
payment_intent.create.required.amount
  promise    A missing required parameter is named and has its code
  clause     G-32
  source     the reference text, L706
  level      must: a breach fails a run
  law        required.required: Without a required row the request is refused, and the row is named.
             suites/laws/required/required.py
  operation  POST /v1/payment_intents
  asked      in the profiles standard, thorough
             by the groups payment_intent.create.required
  faults     required.required.code_missing  The refusal has no code.
             required.required.nested_not_required  What is required below another parameter can be left out.
             required.required.param_without_brackets  A nested parameter is named without its parents.
  example    POST /v1/payment_intents
               currency=usd
             (broken: lacks amount)
  again      assay run --only 'payment_intent.create.required.amount'
"""  # noqa: E501 - as it is printed


WORDS = Words(load())
HEADS = ["promise", "clause", "source", "level", "law", "operation", "asked", "faults", "example",
         "again"]  # fmt: skip


def said(name: str) -> str:
    return "\n".join(explained(name, WORDS))


def test_a_claim(tmp_path: Path) -> None:
    done = command("explain", "payment_intent.create.required.amount", folder=tmp_path)
    assert done.code == 0
    assert done.said == REQUIRED


def test_every_claim_that_any_profile_asks_is_explained() -> None:
    """Each has a promise, a law, an example and a way to ask it again."""
    for name in WORDS.plan.claims:
        lines = list(explained(name, WORDS))
        assert lines[0] == name
        heads = [line[2:12].strip() for line in lines[1:] if line[2:12].strip()]
        assert heads == HEADS, name
        assert lines[-1].endswith(f"--only '{name}'"), name


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("issuing.cardholder.list.empty.created[gt]",
         ["  level      should: a breach is a warning", "  example    GET /v1/issuing/cardholders",
          "               created[gt]=", "             (broken: created[gt] is wrong)"]),
        ("payment_intent.create.accepts.amount_details",
         ["  clause     L736", "               amount=2000",
          "               amount_details[tax][total_tax_amount]=1"]),
        ("financial_connections.account.disconnect.transition.active",
         ["  promise    Disconnecting makes an account disconnected",
          ("  law        transition.transition: An object in a state does what the matrix says "
          "when an operation meets it."),
          "             (its smallest form; the law says what is done)"]),
        ("payment_intent.confirm.money.at_once.automatic",
         ["  clause     PI-54", "  source     the reference text, L929-931",
          "             contracts/api/laws/money.py"]),
        ("issuing.cardholder.create.response.version",
         ["  asked      in the profiles smoke, standard, thorough",
          "  faults     response.version.missing  No answer says which version it speaks.",
          "               name=Jenny Rosen"]),
        ("issuing.personalization_design.create.copies.retrieved.preferences[is_default]",
         ["               physical_bundle=<id of issuing.physical_bundle>"]),
    ],
)  # fmt: skip
def test_of_other_topics(name: str, lines: list[str]) -> None:
    found = list(explained(name, WORDS))
    assert found[0] == name
    assert [line for line in lines if line not in found] == []


def test_a_clause() -> None:
    assert said("g-32").startswith(
        "G-32\n  promise    A missing required parameter is named and has its code\n"
        "  source     docs: errors, recordings\n  level      must: a breach fails a run\n"
        "  judged by  *.required*\n"
        "  claims     financial_connections.account.refresh.required.features\n"
    )


def test_a_clause_that_nothing_judges() -> None:
    assert said("G-06").endswith(
        "judged by  nothing: a revoked key would have to be given: no call revokes one"
    )


def test_every_clause_is_explained() -> None:
    for clause in catalogue(API):
        assert list(explained(clause.id, WORDS))[:2] == [clause.id, f"  promise    {clause.says}"]


def test_a_line_of_the_reference_text() -> None:
    assert said("L345") == (
        "L345: line 345 of the reference text\n"
        "  promise    Submitting makes a dispute submitted; Submitting without the evidence of the "
        "reason is refused\n"
        "  clauses    DI-19  Submitting makes a dispute submitted\n"
        "             DI-20  Submitting without the evidence of the reason is refused\n"
        "  claims     issuing.dispute.submit.keeps.moved\n"
        "             issuing.dispute.submit.neighbours\n"
        "             issuing.dispute.submit.neighbours.related"
    )


def test_a_glob_is_told_law_by_law() -> None:
    found = said("issuing.cardholder.list.cursor.*").splitlines()
    assert found[:3] == [
        "issuing.cardholder.list.cursor.*: 3 claims of 2 laws",
        "      2 cursor.unknown: A cursor that names nothing is refused.",
        (
            "      1 cursor.both: Two cursors at once are refused, though each names an object of "
            "the list."
        ),
    ]
    assert "             issuing.cardholder.list.cursor.unknown.ending_before" in found


def test_a_law() -> None:
    assert said("pagination.page_size").startswith("pagination.page_size: 13 claims of 1 law\n")


def test_a_place_inside_a_claim() -> None:
    found = said("issuing.cardholder.create.response.response_table.a.b").splitlines()
    assert found[0] == (
        "issuing.cardholder.create.response.response_table.a.b is a place inside a claim:"
    )
    assert found[2] == "issuing.cardholder.create.response.response_table"


def test_retired_ids() -> None:
    assert said("issuing.token.list.response.currency") == (
        "issuing.token.list.response.currency is asked no more: a token has no currency of its "
        "own, and its card is another's table"
    )
    assert said("issuing.personalization_design.create.copies.listed.preferences").startswith(
        "issuing.personalization_design.create.copies.listed.preferences is asked as "
        "issuing.personalization_design.create.copies.listed.preferences[is_default] now\n"
    )


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("payment_itnent.create.required.amount", "payment_intent.create.required.amount"),
        ("pagination.page_sise", "pagination.page_size"),
        ("G-999", "G-99"),
        ("*.requierd", "required"),
        ("", "is called ''"),
        ("L999999", "is called 'L999999'"),
    ],
)
def test_what_nothing_is_called(name: str, near: str, tmp_path: Path) -> None:
    with pytest.raises(Stop) as found:
        list(explained(name, WORDS))
    assert found.value.exit_code == 2
    assert near in found.value.message
    done = command("explain", name, folder=tmp_path)
    assert (done.code, done.said.count("\n")) == (2, 1)
