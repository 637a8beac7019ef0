"""Mistakes that would only be silent: what names nothing, what no one asks, what cannot be so."""

from __future__ import annotations

from pathlib import Path

import pytest

from assay.trouble import Stop, loaded, told
from contracts import load
from contracts.errors import ContractError
from sandbox.defects import discover
from suites.asking import planned
from tests.contracts.test_small_mistakes import package

UNKNOWN = "unknown: refused"
REFUSAL = "error: {code: code}"
AUTH = "refused: [401]}"
LEND = '  lend: {kind: action, path: "/books/{book}/lend"}\n'
STEP = '{request: "POST /books/{id}/lend"'


@pytest.mark.parametrize(("old", "new", "says"), [
    (UNKNOWN, "neighbours: [book]",
     "api.yaml:6: neighbours[0]: 'book' is a resource with a file, and no neighbour"),
    (UNKNOWN, "expandable: {book: {title: book}}",
     ("api.yaml:6: expandable.book: 'book' is a resource with a file: its fields say what can be "
      "expanded")),
    (UNKNOWN, "expandable: {shelf: {title: book}}",
     "api.yaml:6: expandable.shelf: 'shelf' is no neighbour, and no recipe's"),
    (LEND, LEND.replace('lend"}', 'lend", about: [shelf, book]}'),
     ("book.yaml:9: operations.lend.about: nothing says what 'shelf' is the id of: a row of "
      "'parameters' does")),
    ("  lend: {", "  all: {kind: list, path: /all, about: shelf}\n  lend: {",
     ("book.yaml:9: operations.all.about: nothing says what 'shelf' is the id of: a row of "
      "'parameters' does")),
    (AUTH, "refused: [401], wrong: live_nobody, live: [live_]}",
     "api.yaml:2: auth: 'wrong' is 'live_nobody', a live key: none is made up"),
    (AUTH, "refused: [401], secret: [key_], live: [kye_live_]}",
     "api.yaml:2: auth: no key begins with 'kye_live_', as 'live' says"),
    (REFUSAL, "error: {code: code, type: type, types: [a, b], decline: {status: 402, type: c}}",
     "api.yaml:4: error: decline.type is 'c': not one of the types a, b"),
    (REFUSAL, ("error: {code: code, type: t, types: [a], of_type: {a: [409]}, "
              "decline: {status: 402, type: a}}"),
     "api.yaml:4: error: decline.status is 402, and of_type.a has other ones"),
    (REFUSAL, "error: {code: code, statuses: [400, 422], of_code: {late: [418]}}",
     "api.yaml:4: error: 'late' has the status 418, which is not one of 'statuses'"),
    (REFUSAL, "error: {code: code, type: t, types: [a, b], former_types: [b]}",
     "api.yaml:4: error: 'b' is one of the types, and a former one"),
    (REFUSAL, "error: {code: error..code}",
     "api.yaml:4: error: 'error..code' is no name of a field: nothing stands between two dots"),
    (UNKNOWN, "headers: {request_id_prefix: req_}",
     ("api.yaml:6: headers: 'request_id_prefix' says how an id begins, and no 'request_id' where "
      "it is")),
    (REFUSAL, ("error: {code: code, type: t, types: [a]}\n"
              "idempotency: {row: title, changed: conflict}"),
     "api.yaml:5: idempotency: changed is 'conflict': not one of the types a"),
    (UNKNOWN, "object: {lasting: [id, title], moving: [title]}",
     "api.yaml:6: object: 'title' is one of the fields that last, and of those that move"),
    (UNKNOWN, "object: {id: key}", "api.yaml:6: object.id: 'key' is a field of no resource"),
    (UNKNOWN, "object: {mode: live}", "api.yaml:6: object.mode: 'live' is a field of no resource"),
    ("object: book\n", "object: book\nformerly: book\n",
     "book.yaml:3: formerly: 'book' is what it is called now"),
    (LEND, LEND.replace('lend"}', 'lend", stands: .book}'),
     ("book.yaml:9: operations.lend.stands: '.book' is no name of a field: nothing stands between "
      "two dots")),
    (LEND, LEND.replace('lend"}', 'lend", sdk_path: v2/lend}'),
     "book.yaml:9: operations.lend.sdk_path: 'v2/lend' is no path: it begins with a slash"),
    (STEP, f"{STEP}, shows: {{state: lnt}}",
     ("book.yaml:21: recipes.book.lent: a step is to show what no answer of POST "
      "/books/{book}/lend can: 'state' is one of in, lent, and not 'lnt'")),
    (STEP, f"{STEP}, shows: {{stat: lent}}",
     ("book.yaml:21: recipes.book.lent: a step is to show what no answer of POST "
      "/books/{book}/lend can: 'stat' is no field of book")),
])  # fmt: skip
def test_what_would_be_silent_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    package(tmp_path, old, new)
    with pytest.raises(ContractError) as caught:
        load(tmp_path)
    assert str(caught.value) == says


@pytest.mark.parametrize(("file", "text", "says"), [
    ("clauses/all.yaml",
     ("- {id: S-1, says: a, level: must, source: [docs], checks: ['book.create.*', "
      "'*.titel.required']}\n"),
     ("clauses/all.yaml:1: [0].checks[1]: '*.titel.required' fits no claim: nothing judges this "
     "clause")),
    ("retired.yaml", "renamed: {book.create.needs: book.create.required.titel}\n",
     "retired.yaml:1: renamed.book.create.needs: 'book.create.required.titel' is no claim"),
    ("retired.yaml", "gone: {book.create.required.title: it was one of two}\n",
     ("retired.yaml:1: gone.book.create.required.title: 'book.create.required.title' is asked "
     "still")),
    ("retired.yaml", "gone: {a.b.c: why}\nrenamed: {a.b.c: book.create.required.title}\n",
     "retired.yaml:1: gone.a.b.c: 'a.b.c' is renamed as well: it has one fate"),
    ("retired.yaml", "renamed:\n  a.b.c: a.b.d\n  a.b.d: a.b.c\n",
     "retired.yaml:2: renamed.a.b.c: 'a.b.d' is an old id itself: name what asks the same now"),
    ("faults/shelf/order.py", "\n\ndef broken(item):\n    return item\n",
     "faults/shelf/order.py:3: broken: a fault has a docstring: what it breaks"),
])  # fmt: skip
def test_what_stands_beside_the_contracts_is_held_against_the_claims(
    tmp_path: Path, file: str, text: str, says: str
) -> None:
    path = package(tmp_path) / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    with pytest.raises(Stop) as caught, told(tmp_path):  # noqa: PT012 - whichever reads it first
        loaded(tmp_path)
        planned(tmp_path, "standard")
        discover(tmp_path)
    assert caught.value.exit_code == 2
    assert str(caught.value.message).endswith(says)
