"""A small mistake in a package is told where it stands, before anything is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts import load
from contracts.errors import ContractError

API = """\
name: shelf
auth: {schemes: [header], name: X-Key, refused: [401]}
success: {create: [201], any: [200]}
error: {code: code}
list: {items: results, by: token, token: {row: start, field: next}, end: no_next, limit: size}
unknown: refused
situations:
  required: {status: [422], code: [lacking]}
"""
BOOK = """\
resource: book
object: book
operations:
  create:
    kind: create
    path: /books
    parameters: {body: {title: {type: string, required: true}, rank: {type: integer}}}
  retrieve: {kind: retrieve, path: "/books/{book}"}
  lend: {kind: action, path: "/books/{book}/lend"}
  list:
    kind: list
    path: /books
    parameters: {query: {size: {type: integer}, title: {type: string}}}
    population:
      filter: {title: here}
      steps: [{request: POST /books, form: {title: $title}, status: [201]}]
recipes:
  book:
    default: {steps: [{request: POST /books, form: {title: "@unique"}, status: [201]}]}
    lent:
      steps: [{request: POST /books, form: {title: "@unique"}}, {request: "POST /books/{id}/lend"}]
lifecycle:
  field: state
  states: [in, lent]
  matrix:
    lend:
      - {from: [in], to: [lent], recipe: default}
      - {from: [lent], refused: {code: 409}}
fields:
  id: {type: string, required: true}
  title: {type: string}
  state: {type: string, enum: [in, lent]}
"""  # fmt: skip


def package(folder: Path, old: str = "", new: str = "") -> Path:
    for name, text in (("api.yaml", API), ("book.yaml", BOOK)):
        (folder / name).write_text(text.replace(old, new, 1) if old else text, "utf-8")
    return folder


@pytest.mark.parametrize(("old", "new", "says"), [
    ("create: [201]", "create: [2010]",
     "api.yaml:3: success.create[0]: 2010 is no status: they are 100 to 599"),
    ("status: [422]", "status: [-1]",
     "api.yaml:8: situations.required.status[0]: -1 is no status: they are 100 to 599"),
    ("  required: {", "  requierd: {",
     "api.yaml:8: situations.requierd: 'requierd' is no situation; did you mean 'required'?"),
    ("token: {row: start, field: next}, ", "",
     "api.yaml:5: list.by: 'token' needs 'token': how a list goes on by it"),
    ("end: no_next", "end: total",
     "api.yaml:5: list.end: 'total' needs 'total': the field that says so"),
    ("path: /books\n", "path: books\n",
     "book.yaml:6: operations.create.path: a path begins with a slash"),
    ('"/books/{book}"}', '"/books/{book"}',
     ("book.yaml:8: operations.retrieve.path: '/books/{book' is no path: an id is {name}; no "
     "space, '?' or '#' in it")),
    ('"/books/{book}"}', '"/books/{book}/{book}"}',
     "book.yaml:8: operations.retrieve.path: '/books/{book}/{book}' has two places of one name"),
    ("  lend: {", '  "le.nd": {',
     "book.yaml:9: operations.le.nd: 'le.nd' names no operation: letters, digits, '_' and '-' do"),
    ("resource: book", "resource: ../book",
     "book.yaml:1: resource: '../book' names no resource: words, and dots between, do"),
    ("rank: {type: integer}", '"rank[is]": {type: integer}',
     ("book.yaml:7: operations.create.parameters.body.rank[is]: 'rank[is]' is no name: what stands "
     "in brackets is a row below another")),
    ('default: {steps: [{request: POST /books, form: {title: "@unique"}',
     'default: {steps: [{request: POST /books, form: {titel: "@unique"}',
     ("book.yaml:19: recipes.book.default: a step sends 'titel', which is no row of POST /books; "
     "did you mean 'title'?")),
    ('{request: "POST /books/{id}/lend"}', '{request: "POST /books/{book}/lent"}',
     ("book.yaml:21: recipes.book.lent: 'POST /books/{book}/lent' is no operation; did you mean "
     "'POST /books/{book}/lend'?")),
    ('default: {steps: [{request: POST /books, form: {title: "@unique"}',
     'default: {steps: [{request: POST /books, form: {title: "@book"}',
     "book.yaml:19: recipes.book.default: nothing makes it: book:default takes book:default"),
    ("filter: {title: here}", "filter: {tilte: here}",
     ("book.yaml:15: operations.list.population: 'filter' sends 'tilte', which is no row of "
     "GET /books")),
    ("form: {title: $title}", "form: {title: $name}",
     ("book.yaml:15: operations.list.population: '$name' is no value of the filter, and no id of "
     "the path")),
])  # fmt: skip
def test_a_mistake_is_told_with_file_line_and_path(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    package(tmp_path, old, new)
    with pytest.raises(ContractError) as caught:
        load(tmp_path)
    assert str(caught.value) == says


def test_an_action_works_in_a_state_that_its_lifecycle_accepts_it_in(tmp_path: Path) -> None:
    book = load(package(tmp_path)).resource("book")
    assert {o.id: o.subject for o in book.operations} == {
        "book.create": "", "book.retrieve": "", "book.lend": "book:default", "book.list": "",
    }  # fmt: skip


def test_a_refusal_of_a_state_has_the_status_that_the_api_says(tmp_path: Path) -> None:
    life = load(package(tmp_path)).resource("book").lifecycle
    assert life is not None
    assert [(c.refused.status, c.refused.code) for c in life.transitions if c.refused] == [
        ((), "409")
    ]
    told = tmp_path / "told"
    told.mkdir()
    package(told, "error: {code: code}", "error: {code: code, state: [409, 422]}")
    life = load(told).resource("book").lifecycle
    assert life is not None
    assert [c.refused.status for c in life.transitions if c.refused] == [(409, 422)]
