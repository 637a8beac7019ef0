"""Whatever a verdict cites can be said in a few words."""

from __future__ import annotations

import pytest

from assay.run.promises import promises, sources
from contracts import load
from contracts.catalogue import catalogue
from contracts.loader import API


@pytest.mark.parametrize(
    ("cited", "words"),
    [
        ("G-32", "A missing required parameter"),
        ("L886", "The row cancellation_reason of POST /v1/payment_intents/{intent}/cancel"),
        ("L744", "Rows that the table of POST /v1/payment_intents cuts"),
        ("3.1", "What each operation does to payment_intent in each status"),
        ("L877", "cancel"),
    ],
)
def test_promises(cited: str, words: str) -> None:
    assert words in promises(load(), catalogue(API))[cited]


def test_what_lifecycles_and_rows_cite_has_words() -> None:
    contracts = load()
    cited = {f"L{row.source}" for operation in contracts.operations
             for top in operation.parameters for row in top.walk() if row.name}  # fmt: skip
    cells = (r.lifecycle.transitions for r in contracts.resources if r.lifecycle)
    cited |= {cell.source for group in cells for cell in group}
    assert not cited - set(promises(contracts, catalogue(API)))


def test_every_clause_has_its_source() -> None:
    found = sources(catalogue(API))
    assert found["CH-03"] == "L7, official client"
    assert all(found.values())
