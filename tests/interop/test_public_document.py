"""The whole public API: a copy of its OpenAPI document is inside a package that others wrote."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from benchmarks.document_rows import missing
from benchmarks.public_document import IMPORTED
from benchmarks.public_document import document as public
from benchmarks.valid_forms import refused, unbacked
from contracts import load
from contracts.importing.over import Over
from contracts.importing.whole import imported
from contracts.loader import API
from contracts.model import Contracts
from suites.asking import selected
from suites.plan import Plan
from tests.packages.writing import write_package


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = public()
    if found is None:
        pytest.skip("the package with the document is not installed")
    file = tmp_path_factory.mktemp("document") / "public.json"
    file.write_text(json.dumps(found), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def package(document: Path) -> Contracts:
    begun = time.process_time()
    found = imported(document)
    write_package(found, document.name, document.parent / "package")
    assert time.process_time() - begun < IMPORTED
    assert {limit.kind for limit in found.limits} == {
        "left out", "chosen", "ambiguous", "no recipe",
    }  # fmt: skip
    return load(document.parent / "package")


def test_all_operations_with_a_form_are_there(package: Contracts) -> None:
    """Of 619, 13 take JSON, one is multipart or on another host: 603 are left."""
    assert len(package.operations) == 603


def test_parameters_are_rows(document: Path, package: Contracts) -> None:
    count, lost = missing(json.loads(document.read_text("utf-8")), package)
    assert count == 11836
    assert lost == []


def test_the_document_allows_every_valid_form(document: Path, package: Contracts) -> None:
    """A validator that others wrote holds the forms against the document's own schemas."""
    count, lost = refused(json.loads(document.read_text("utf-8")), package)
    assert count == 18276
    assert lost == []


def test_the_document_refuses_what_has_to_be_refused(document: Path, package: Contracts) -> None:
    count, allowed = unbacked(json.loads(document.read_text("utf-8")), package)
    assert count == 29822
    assert allowed == []


def test_operations_that_were_written_by_hand_are_of_the_same_kind(package: Contracts) -> None:
    """Guesses of kinds and resources agree with what people wrote; how one searches is no guess."""

    def bare(contracts: Contracts) -> dict[str, tuple[str, str]]:
        return {_bare(o.title): (o.resource, o.kind) for o in contracts.operations}

    hand, read = bare(load()), bare(package)
    assert len(hand) == 50
    hand["GET /v1/payment_intents/search"] = ("payment_intent", "action")
    assert {title: read[title] for title in hand} == hand


def _bare(title: str) -> str:
    return "/".join("{}" if part.startswith("{") else part for part in title.split("/"))


def test_the_operations_that_were_written_by_hand_stay_as_they_are(document: Path) -> None:
    folder = document.parent / "over"
    found = imported(document, over=Over(API))
    write_package(found, document.name, folder)
    both = load(folder)
    assert len(both.operations) == 603
    for operation in load().operations:
        assert both.operation(operation.id) == operation
        assert both.of(operation).api == load().api
    alone, laid = ({name: (claim.clause, claim.level) for name, claim in plan.claims.items()}
                   for plan in (_plan(API), _plan(folder)))  # fmt: skip
    assert {name: laid.get(name) for name in alone} == alone
    conflicts = found.limits.of("conflict")
    assert len(conflicts) == 24  # the document is of a later version
    assert all("only the document has" in limit.reason for limit in conflicts)


def _plan(package: Path) -> Plan:
    return selected(package, "standard", ()).plan
