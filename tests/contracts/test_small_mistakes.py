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
    parameters: {query: {size: {type: integer}, start: {type: string}, title: {type: string}}}
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


RANK = "rank: {type: integer}"
CONTRADICTIONS: list[tuple[str, str, str]] = [
    ("  title: {type: string}\n", "  title: {type: string, resource: nobody}\n",
     "book.yaml:31: fields.title.resource: 'nobody' is no resource, no neighbour, and no recipe's"),
    ("  title: {type: string}\n", "  title: {type: boolean, format: timestamp}\n",
     "book.yaml:31: fields.title.format: 'format' does not fit the type 'boolean'"),
    ("  title: {type: string}\n", "  title: {type: string, open: true}\n",
     ("book.yaml:31: fields.title.open: 'open' goes with 'enum': values that are not in it may "
      "come")),
    (RANK, "rank: {type: string, enum: [a, b], example: c}",
     ("book.yaml:7: operations.create.parameters.body.rank.example: the example 'c' does not fit "
      "the enum (a, b)")),
    (RANK, "rank: {type: integer, example: many}",
     ("book.yaml:7: operations.create.parameters.body.rank.example: the example 'many' does not "
      "fit the type 'integer'")),
    (RANK, "rank: {type: integer, maximum: 5, example: 9}",
     ("book.yaml:7: operations.create.parameters.body.rank.example: the example 9 does not fit "
      "the bounds")),
    (RANK, 'rank: {type: string, pattern: "[0-9]+", example: abc}',
     ("book.yaml:7: operations.create.parameters.body.rank.example: the example 'abc' does not "
      "fit the pattern [0-9]+")),
    (RANK, "rank: {type: integer, needs: [title], excludes: [title]}",
     "book.yaml:5: operations.create: row 'rank' needs 'title', and excludes it"),
    (RANK, "rank: {type: integer, required: true, excludes: [title]}",
     ("book.yaml:5: operations.create: rows 'rank' and 'title' exclude each other, and both are "
      "required")),
    (RANK, "rank: {type: integer, needs: [rank]}",
     "book.yaml:5: operations.create: row 'rank' speaks of itself"),
    ("parameters: {body: {", "parameters: {query: {title: {type: string}}, body: {",
     ("book.yaml:5: operations.create: 'title' is a row of the query and of the body: a form has "
      "it once")),
    ("parameters: {query: {size", "parameters: {body: {size",
     "book.yaml:11: operations.list: a GET has no body: its rows stand under 'query'"),
    ("    kind: create\n", "    kind: create\n    success: []\n",
     "book.yaml:6: operations.create.success: expected at least one status"),
    ("  lend: {", '  drop: {kind: delete, path: "/books/{book}", afterwards: lost}\n  lend: {',
     "book.yaml:9: operations.drop: 'afterwards' is 'lost': neither 'absent' nor a field"),
    ("states: [in, lent]", "states: [in, lent]\n  terminal: [gone]",
     ("book.yaml:25: lifecycle.terminal[0]: 'terminal' names "
      "'gone', which is not one of the states")),
    ("states: [in, lent]", "states: [in, lent]\n  terminal: [in]",
     ("book.yaml:28: lifecycle.matrix.lend[0].to: 'in' is "
      "terminal, and book.lend leads on to 'lent'")),
    ("enum: [in, lent]}", "enum: [in]}",
     "book.yaml:24: lifecycle.states[1]: the state 'lent' is not in the enum of 'state'"),
    ("to: [lent], recipe", "to: [lent], sets: {lender: x}, recipe",
     ("book.yaml:27: lifecycle.matrix.lend[0].sets: a cell of "
      "book.lend sets 'lender', which is no field")),
    ("to: [lent], recipe", "to: [lent], form: {lender: x}, recipe",
     ("book.yaml:27: lifecycle.matrix.lend[0].form: a cell of "
      "book.lend sends 'lender', which is no row of it")),
    ("to: [lent], recipe", "to: [], recipe",
     "book.yaml:27: lifecycle.matrix.lend[0].to: expected at least one state"),
    ("default: {steps: [{request: POST /books", 'default: {steps: [{request: "POST /books/{id}"',
     "book.yaml:19: recipes.book.default: the first step names '{id}', and nothing is made yet"),
    ("to: [lent], recipe", "to: [lost], recipe",
     "book.yaml:27: lifecycle.matrix.lend[0].to: 'lost' is not one of the states"),
    ("- {from: [lent], refused", "- {from: [in], recipe: default, refused",
     ("book.yaml:28: lifecycle.matrix.lend[1]: book.lend has "
      "two cells from 'in': give each a label")),
    (RANK, "rank: {type: integer, format: email}",
     ("book.yaml:7: operations.create.parameters.body.rank.format: 'format' does not fit the type "
      "'integer'")),
    (RANK, "rank: {type: string, later: 9}",
     ("book.yaml:7: operations.create.parameters.body.rank.later: 'later' is above a 'max_length' "
      "that stands beside it")),
    (RANK, 'rank: {type: string, enum: [low, ""]}',
     ("book.yaml:7: operations.create.parameters.body.rank.enum: the empty text is no value: "
      "'clearable' says that it clears")),
    *(('form: {title: "@unique"}, status: [201]}]}\n    lent', sent + "]}\n    lent",
       f"book.yaml:19: recipes.book.default: {says}")
      for sent, says in (
          ('form: {title: "@unique", rank: high}}',
           ("POST /books refuses what a step sends: 'rank' is "
            "'high' there, and integer in the table")),
          ("form: {title: no}}", ("POST /books refuses what a step sends: 'title' is true or false "
                                  "there, and string in the table")),
          ("form: {rank: 3}}", "a step does not send 'title', which POST /books requires"),
          ('form: {title: "@unique"}, status: [204]}',
           ("POST /books answers 201, and a step expects "
            "204")),
      )),
    ("filter: {title: here}", "filter: {title: [here]}",
     ("book.yaml:15: operations.list.population: GET /books refuses the filter: 'title' is a list "
      "there, and string in the table")),
    ("token: {row: start", "token: {row: strat",
     ("api.yaml:5: list.token.row: 'strat' is a row of no "
      "list; did you mean 'start'?")),
    ("unknown: refused", 'base: {prefix: "/{shop}", fixed: {shop: s, shpo: s}}\nunknown: refused',
     ("api.yaml:6: base.fixed.shpo: 'shpo' stands in no "
      "prefix, no suffix and no other part of a key")),
    ("unknown: refused", "idempotency: {row: once}\nunknown: refused",
     "api.yaml:6: idempotency.row: 'once' is a row of no action or create"),
    ("limit: size}", "limit: size, default: 50, maximum: 10}",
     "api.yaml:5: list: the default 50 is above the maximum 10"),
    ("limit: size}", "limit: size, order: made}",
     "api.yaml:5: list.order: 'made' is a field of no resource"),
    ("unknown: refused", "object: {lasting: [made]}\nunknown: refused",
     "api.yaml:6: object.lasting[0]: 'made' is a field of no resource"),
    ("unknown: refused", 'base: {prefix: "/{shop}", fixed: {shop: ""}}\nunknown: refused',
     "api.yaml:6: base: fixed.shop is '': it is a part of a path, and not empty"),
    ("unknown: refused", "idempotency: {longest: 40}\nunknown: refused",
     ("api.yaml:6: idempotency: a key stands nowhere: name its 'row', or "
      "headers.idempotency_key")),
    ("name: X-Key", 'name: "X Key"', "api.yaml:2: auth: 'X Key' is no name of a header"),
    ("create: [201]", "create: [404]", "api.yaml:3: success: 404 is the status of a refusal"),
    ("status: [422]", "status: [200]",
     "api.yaml:8: situations: required: 200 is the status of no refusal"),
    ("code: [lacking]", "code: [lacking], param: name",
     "api.yaml:8: situations: required: nothing says where a refusal has its param"),
    ("code: [lacking]", "code: [lacking], levels: {type: must}",
     "api.yaml:8: situations: required: levels has 'type', and nothing says which it is"),
    ("code: [lacking]}", "code: [lacking], type: nobody}\n  maximum: {status: [422]}",
     "api.yaml:8: situations: required: nothing says where a refusal has its type"),
    ("  lend: {", "  lend: {situations: {required: {levels: {status: must, type: must}}}, ",
     "book.yaml:9: operations.lend: required: levels has 'type', and nothing says which it is"),
    ("unknown: refused", "guessed: [lists]\nunknown: refused",
     "api.yaml:6: guessed[0]: 'lists' is no section; did you mean 'list'?"),
    ("matrix:\n", "matrix:\n    return: []\n",
     "book.yaml:26: lifecycle.matrix.return: expected at least one cell"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), CONTRADICTIONS)
def test_what_contradicts_itself_is_told_with_its_place(
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


CLAUSES = "- {id: S-1, says: a book has a title, level: must, source: [docs], excluded: no law}\n"


@pytest.mark.parametrize(("old", "new", "says"), [
    ("code: [lacking]", "code: [lacking], clause: S-2",
     "api.yaml:8: situations.required.clause: 'S-2' is no clause of the catalogue"),
    ("start: {type: string}, title: {type: string}",
     "start: {type: string}, title: {type: string, clause: S2}",
     ("book.yaml:13: operations.list.parameters.query.title.clause: 'S2' is no clause of the "
      "catalogue; did you mean 'S-1'?")),
    ("  title: {type: string}\n", "  title: {type: string, constant: true, clause: T-1}\n",
     "book.yaml:31: fields.title.clause: 'T-1' is no clause of the catalogue"),
    ("  lend: {", "  lend: {foreign: [{form: {title: b}, clause: T-1}], ",
     "book.yaml:9: operations.lend.foreign[0].clause: 'T-1' is no clause of the catalogue"),
    ("  lend: {", "  lend: {situations: {unknown_id: {clause: T-1}}, ",
     ("book.yaml:9: operations.lend.situations.unknown_id.clause: 'T-1' is no clause of the "
      "catalogue")),
])  # fmt: skip
def test_a_clause_that_the_catalogue_does_not_have_is_told(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    load(package(tmp_path, old, new))  # without a catalogue any text says what stands behind it
    other = tmp_path / "other"
    (other / "clauses").mkdir(parents=True)
    (other / "clauses" / "all.yaml").write_text(CLAUSES, "utf-8")
    package(other, old, new)
    with pytest.raises(ContractError) as caught:
        load(other)
    assert str(caught.value).startswith(says.partition(";")[0])


def test_codes_may_be_numbers_wherever_one_stands(tmp_path: Path) -> None:
    said = "error: {code: code, of_code: {20404: [410]}, locked: 429001}"
    package(tmp_path, "error: {code: code}", f"{said}\nidempotency: {{row: title, changed: 409}}")
    file = tmp_path / "api.yaml"
    text = file.read_text("utf-8").replace("refused: [401]", "refused: [401], codes: [20003, no]")
    file.write_text(text.replace("codes: [20003, no]", 'codes: [20003, "no"]'), "utf-8")
    api = load(tmp_path).api
    assert (api.auth.codes, api.error.of_code) == (("20003", "no"), {"20404": (410,)})
    assert (api.error.locked, api.idempotency and api.idempotency.changed) == ("429001", "409")
