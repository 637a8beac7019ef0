"""Expansion: ids become objects, where it is asked for and nowhere else (catalogue 1.6)."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.model import Level, Operation
from harness.exchange import Exchange
from suites.expansion import (
    EMBEDDED,
    FORMS,
    aged,
    deep_path,
    expandable,
    ids_below,
    is_object,
    itself,
    null_field,
    replaced,
    rich,
    rich_form,
    rich_list,
    told,
    value_at,
)
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.looking.likeness import differing, resembles
from suites.looking.pages import BadPage, Shelf, data_of
from suites.looking.say import joined, shown
from suites.scope import marked, operations

UNKNOWN = "assay_unknown"
DEPTH = 4  # levels that may be expanded (G-90)
Answers = dict[str, Exchange]  # by the one path that was expanded
FIELDS = {"standard": 2, "thorough": 9}  # fields that are expanded, an operation


def _claim(operation: Operation, rule: str, clause: str, level: Level = "must") -> Claim:
    return Claim(f"{operation.id}.expand.{rule}", clause, operation.title, level)


def _retrieves(operation: Operation) -> bool:
    return operation.kind == "retrieve"


@pytest.mark.parametrize("operation", operations(_retrieves))
def test_expanded(lab: Lab, operation: Operation) -> None:
    """An id becomes the object, the rest stays, and the next answer has the id again."""
    table = expandable(lab, operation)
    claims = [_claim(operation, rule, clause) for rule, clause in
              (("object", "G-95"), ("rest", "G-87"), ("once", "G-88"))]  # fmt: skip
    null = _claim(operation, "null", "G-92", "should")
    nested = _claim(operation, "nested", "G-89")
    alike = _claim(operation, "alike", "G-87")
    if lab.profile == "smoke" or not table:
        return
    if not any(lab.judge.asked(claim.id) for claim in (*claims, null, nested, alike)):
        return
    try:
        ids = rich(lab, operation)
    except Unavailable as reason:
        for claim in claims:
            lab.untestable(claim, str(reason))
        return
    plain = lab.call(operation, {}, ids)
    if not resembles(plain, operation):
        for claim in claims:
            lab.untestable(claim, f"the object cannot be read ({said(plain)})", plain)
        return
    every = ids_below(plain.body, table)
    paths = every[: FIELDS[lab.profile]]
    answers = {path: lab.call(operation, {"expand": [path]}, ids) for path in paths}
    if not paths:
        for claim in claims:
            lab.untestable(claim, "every expandable field of the object is empty", plain)
    else:
        _judge(lab, operation, ids, plain, answers, claims)
        _nested(lab, operation, ids, paths, nested)
        _alike(lab, operation, ids, [path for path in every if table[path]], answers, alike)
    if lab.judge.asked(null.id):
        _null(lab, operation, ids, plain, answers, null)


def _null(
    lab: Lab, operation: Operation, ids: dict[str, str], plain: Exchange, answers: Answers,
    claim: Claim,
) -> None:  # fmt: skip
    """Judge that what is null stays null when it is expanded (G-92), where expansions are read."""
    name = null_field(plain.body, expandable(lab, operation))
    if not name:
        return
    answer = lab.call(operation, {"expand": [name]}, ids)
    good = resembles(answer, operation) and answer.body.get(name, "") is None
    if good and not _expands(lab, operation, ids, answers):
        lab.untestable(claim, "no expansion is seen to do anything", answer, plain)
        return
    found = shown(answer.body[name]) if name in answer.body else "no such field"
    lab.held(claim, good, f"{name} null", f"{said(answer)}, {found}", answer, plain)


def _expands(lab: Lab, operation: Operation, ids: dict[str, str], answers: Answers) -> bool:
    """Whether expansions are read at all: an id becomes an object, or a wrong one is refused."""
    if any(isinstance(value_at(e.body, path), dict) for path, e in answers.items()):
        return True
    return lab.call(operation, {"expand": [UNKNOWN]}, ids).refused


def _judge(
    lab: Lab, operation: Operation, ids: dict[str, str], plain: Exchange, answers: Answers,
    claims: list[Claim],
) -> None:  # fmt: skip
    paths, asked = list(answers), list(answers.items())
    again = lab.call(operation, {}, ids)
    together = []
    if len(paths) > 1:
        both = lab.call(operation, {"expand": paths}, ids)
        together = [(path, both) for path in paths]
    bad = [
        (p, e)
        for p, e in [*asked, *together]
        if not is_object(value_at(e.body, p), value_at(plain.body, p))
    ]
    path, worst = bad[0] if bad else asked[0]
    seen = f"{said(worst)}, {path} is {told(value_at(worst.body, path))}"
    wanted = f"{path} is the object {value_at(plain.body, path)}"
    lab.held(claims[0], not bad, wanted, seen, worst, plain)
    same = (plain.body, again.body)
    moved = [(p, e) for p, e in asked if _back(e, plain, p) not in same]
    if not bad:
        path, worst = moved[0] if moved else asked[0]
        back = _back(worst, plain, path)
        names = differing(plain.body, back)
        lab.held(claims[1], not moved, f"nothing but {path} changes", f"others: {joined(names, 5)}",
                 worst, plain)  # fmt: skip
        values = [shown(value_at(again.body, p)) for p in paths]
        good = all(value_at(again.body, p) == value_at(plain.body, p) for p in paths)
        lab.held(claims[2], good, "ids where nothing is expanded", joined(values), again, worst)


def _alike(
    lab: Lab, operation: Operation, ids: dict[str, str], paths: list[str], answers: Answers,
    claim: Claim,
) -> None:  # fmt: skip
    """Judge what is expanded by the object itself, where there is a way to retrieve it (G-87)."""
    shows: list[Exchange] = []
    for path in paths if lab.judge.asked(claim.id) else ():
        for attempt in range(2):  # others may have changed the object meanwhile
            asked = not attempt and path in answers
            answer = answers[path] if asked else lab.call(operation, {"expand": [path]}, ids)
            found = value_at(answer.body, path)
            due, seen = _of_another_time(lab, operation, path, found)
            if not seen:
                break
            if attempt:
                lab.broken(claim, due, seen, answer)
                return
        if is_object(found, value_at(found, "id")):
            shows.append(answer)
    if shows:
        lab.passed(claim, *shows)


def _back(expanded: Exchange, plain: Exchange, path: str) -> dict[str, Any]:
    """Return a body with the id again where it was expanded."""
    return replaced(expanded.body, path, value_at(plain.body, path))


def _nested(
    lab: Lab, operation: Operation, ids: dict[str, str], paths: list[str], claim: Claim
) -> None:
    """Judge a path with a dot: the object in the object (G-89)."""
    if not lab.judge.asked(claim.id):
        return
    for path in paths:
        outer = lab.call(operation, {"expand": [path]}, ids)
        found = value_at(outer.body, path)
        names = (
            ids_below(found, expandable(lab, operation, path)) if isinstance(found, dict) else []
        )
        for name in names[:1]:
            answer = lab.call(operation, {"expand": [f"{path}.{name}"]}, ids)
            inner = value_at(answer.body, f"{path}.{name}")
            good = is_object(inner, value_at(found, name))
            wanted = f"{path}.{name} is the object {shown(value_at(found, name))}"
            lab.held(claim, good, wanted, f"{said(answer)}, {told(inner)}", answer, outer)
            return
    lab.untestable(claim, "no expanded object holds the id of another that can be expanded in it")


@pytest.mark.parametrize("operation", operations(_retrieves))
def test_refused(lab: Lab, operation: Operation) -> None:
    """What cannot be expanded is refused without code (G-91), and so is too deep (G-90)."""
    wrong = [("unknown", UNKNOWN, ""), ("not_expandable", "object", "")]
    deep = deep_path(lab, operation, DEPTH + 1)
    if deep:
        wrong.append(("too_deep", deep, "property_expansion_max_depth"))
    claims = {name: _claim(operation, name, "G-90" if code else "G-91") for name, _, code in wrong}
    levels = _claim(operation, "four_levels", "G-90", "should")
    wanted = any(lab.judge.asked(claim.id) for claim in (levels, *claims.values()))
    if lab.profile == "smoke" or not wanted:
        return
    try:
        ids = rich(lab, operation)
    except Unavailable as reason:
        for claim in claims.values():
            lab.untestable(claim, str(reason))
        return
    twin = lab.call(operation, {}, ids)
    if not resembles(twin, operation):
        for claim in claims.values():
            lab.untestable(claim, f"the object cannot be read ({said(twin)})", twin)
        return
    answers = {path: lab.call(operation, {"expand": [path]}, ids) for _, path, _ in wrong}
    for name, path, code in wrong:
        _refused(lab, claims[name], answers[path], code, twin)
    if deep and lab.judge.asked(levels.id):
        answer = lab.call(operation, {"expand": [deep.rpartition(".")[0]]}, ids)
        if answer.accepted and not any(seen.refused for seen in answers.values()):
            lab.untestable(levels, "no expansion is refused, whatever it names", answer, twin)
            return
        lab.held(levels, resembles(answer, operation), f"{DEPTH} levels", said(answer), answer)


def _refused(lab: Lab, claim: Claim, answer: Exchange, code: str, *twins: Exchange) -> None:
    error = answer.error_body
    good = answer.status == 400 and error.get("type") == "invalid_request_error"
    good = good and (error.get("code") or "") == code and (bool(code) or not error.get("param"))
    expected = f"status 400, invalid_request_error, {code or 'no code, no param'}"
    lab.held(claim, good, expected, said(answer), answer, *twins)


def _posts(operation: Operation) -> bool:
    return operation.method == "POST"


@pytest.mark.parametrize("operation", operations(_posts))
def test_posted(lab: Lab, operation: Operation) -> None:
    """What a POST answers with is expanded as well (G-93, G-86)."""
    claim = _claim(operation, "posted", "G-93")
    table = expandable(lab, operation)
    if lab.profile == "smoke" or not table or not lab.judge.asked(claim.id):
        return
    twin = lab.minimal(operation)
    if isinstance(twin, str) or not resembles(twin, operation):
        lab.untestable(claim, twin if isinstance(twin, str) else said(twin))
        return
    paths = ids_below(twin.body, table)
    try:
        form, ids = rich_form(lab, operation), lab.subject(operation, fresh=True)
        if not paths and operation.kind == "update" and operation.id not in FORMS:
            ids = rich(lab, operation)
    except Unavailable as reason:
        lab.untestable(claim, str(reason))
        return
    if not paths:
        paths = ids_below(lab.call(operation, form, ids).body, table)
    if not paths:
        lab.untestable(claim, "every expandable field of the answer is empty", twin)
        return
    for attempt in range(2):  # others may have changed an object meanwhile
        if attempt:
            form, ids = rich_form(lab, operation), lab.subject(operation, fresh=True)
        answer = lab.call(operation, {**form, "expand": paths[:_PATHS]}, ids)
        due, seen = _posted(lab, operation, ids, answer, paths[:_PATHS])
        if not seen:
            break
    lab.held(claim, not seen, due, seen, answer)


def _posted(
    lab: Lab, operation: Operation, ids: dict[str, str], answer: Exchange, paths: list[str]
) -> tuple[str, str]:
    """Return what is due in an answer, and what else is there, or ""."""
    after = lab.read(operation, ids or {"id": str(answer.body.get("id"))})
    for path in paths:
        found = value_at(answer.body, path)
        named = value_at(after.body, path) if after is not None else None
        name = named if isinstance(named, str) else value_at(found, "id")
        if not is_object(found, name):
            return f"{path} is the object {name}", f"{said(answer)}, {told(found)}"
        due, seen = _of_another_time(lab, operation, path, found)
        if seen:
            return due, seen
    return f"{', '.join(paths)} expanded", ""


def _of_another_time(lab: Lab, operation: Operation, path: str, found: Any) -> tuple[str, str]:
    """Return what an expanded copy should show, and what it shows otherwise, or ""."""
    own = itself(lab, expandable(lab, operation)[path], str(value_at(found, "id")))
    names = aged(found, own.body) if own else []
    words = f"other values of: {joined(names, 5)}" if names else ""
    return f"{path} as it is when it is retrieved itself", words


@pytest.mark.parametrize("operation", operations(marked))
def test_nothing_done(lab: Lab, operation: Operation) -> None:
    """An update is refused for a wrong expansion (G-91), and changes nothing then (G-30)."""
    claim = _claim(operation, "nothing_done", "G-30", "should")
    refusal = _claim(operation, "unknown", "G-91")
    asked = lab.judge.asked(claim.id) or lab.judge.asked(refusal.id)
    if lab.profile == "smoke" or not asked:
        return
    reason = lab.ready(operation)
    try:
        ids = lab.subject(operation, fresh=True)
    except Unavailable as trouble:
        reason = reason or str(trouble)
    if reason:
        lab.untestable(claim, reason)
        return
    form = {"metadata": {"assay_expanded": lab.provision.unique()}}
    answer = lab.call(operation, {**form, "expand": [UNKNOWN]}, ids)
    _refused(lab, refusal, answer, "")
    after = lab.read(operation, ids)
    if answer.status != 400 or after is None or not resembles(after, operation):
        lab.untestable(claim, f"there is no refusal to look behind ({said(answer)})", answer)
        return
    found = after.body.get("metadata")
    own = found if isinstance(found, dict) else {}
    lab.held(claim, own.get("assay_expanded") != form["metadata"]["assay_expanded"],
             "the object as it was", f"metadata {shown(found)}", answer, after)  # fmt: skip


_PATHS = 5  # that are expanded at once


def _lists(operation: Operation) -> bool:
    return operation.kind == "list"


@pytest.mark.parametrize("operation", operations(_lists))
def test_listed(lab: Lab, operation: Operation) -> None:
    """On a list the path starts with `data.` (G-89)."""
    claim = _claim(operation, "listed", "G-89")
    table = expandable(lab, operation)
    if lab.profile == "smoke" or not table or not lab.judge.asked(claim.id):
        return
    try:
        shelf = rich_list(lab, operation)
    except Unavailable as reason:
        lab.untestable(claim, str(reason))
        return
    plain = shelf.page(limit=3)
    try:
        items = data_of(plain)
    except BadPage as bad:
        lab.untestable(claim, f"the list cannot be read: {bad}", plain)
        return
    paths = list(dict.fromkeys(path for item in items for path in ids_below(item, table)))
    if not paths:
        lab.untestable(claim, "every expandable field of the listed objects is empty", plain)
        return
    asks = [(paths[:1], False), (paths[:_PATHS], False)]
    if len(items) > 1 and any(row.name == "starting_after" for row in operation.sent):
        asks.append((paths[:_PATHS], True))
    for chosen, later in asks:
        for attempt in range(2):  # others may have changed an object meanwhile
            plain = shelf.page(limit=3) if attempt else plain
            answer = _expanded(shelf, plain, chosen, later=later)
            due, seen = _misfit(lab, operation, answer, plain, chosen)
            if not seen:
                break
        if seen:
            break
    lab.held(claim, not seen, due, seen, answer, plain)


def _expanded(shelf: Shelf, plain: Exchange, paths: list[str], *, later: bool) -> Exchange:
    """Return the newest objects, or those behind the first of a page, expanded."""
    first = next(iter(_listed(plain)), "")
    cursor = {"starting_after": first} if later and first else {}
    return shelf.page(limit=100, **cursor, expand=[f"data.{path}" for path in paths])


def _listed(page: Exchange) -> dict[str, Any]:
    """Return the objects of a page by their ids."""
    data = page.body.get("data")
    found = data if isinstance(data, list) else []
    return {str(item.get("id")): item for item in found if isinstance(item, dict)}


def _unlike(answer: Exchange, olds: dict[str, Any], paths: list[str]) -> tuple[str, str]:
    """Return what is due of the objects of a page, and what else one of them shows, or ""."""
    due = f"data.{paths[0]} is the object that stood there by its id, and the rest as it was"
    known = [(x, olds[name]) for name, x in _listed(answer).items() if name in olds]
    for new, old in known:
        rest = new
        for path in ids_below(old, dict.fromkeys(paths, "")):
            name, value = value_at(old, path), value_at(new, path)
            if not is_object(value, name):
                return f"data.{path} is the object {name}", told(value)
            rest = replaced(rest, path, name)
        if rest != old:
            return due, f"other values of: {', '.join(differing(rest, old)[:6])}"
    return due, "" if known else f"{said(answer)}, none of the objects of before"


def _misfit(
    lab: Lab, operation: Operation, answer: Exchange, plain: Exchange, paths: list[str]
) -> tuple[str, str]:
    """Hold a page against one without expansions, the first of each kind against itself."""
    due, seen = _unlike(answer, _listed(plain), paths)
    for path in paths if not seen else ():
        found = [value_at(entry, path) for entry in _listed(answer).values()]
        for copy in [value for value in found if isinstance(value, dict)][:1]:
            due, seen = _of_another_time(lab, operation, path, copy)
        if seen:
            break
    return due, seen


@pytest.mark.parametrize("operation", operations(lambda o: o.id in EMBEDDED))
def test_embedded(lab: Lab, operation: Operation) -> None:
    """A card holds its cardholder, a transaction names it (G-96, T-25)."""
    claim = _claim(operation, "embedded", "G-96")
    if lab.profile == "smoke" or not lab.judge.asked(claim.id):
        return
    try:
        found = lab.call(operation, {}, rich(lab, operation))
    except Unavailable as reason:
        lab.untestable(claim, str(reason))
        return
    if not resembles(found, operation):
        lab.untestable(claim, f"the object cannot be read ({said(found)})", found)
        return
    holder = found.body.get("cardholder")
    if holder is None and not EMBEDDED[operation.id]:
        lab.untestable(claim, "it has no cardholder", found)
        return
    whole = isinstance(holder, dict) and holder.get("object") == "issuing.cardholder"
    good = whole if EMBEDDED[operation.id] else isinstance(holder, str)
    wanted = "the cardholder, whole" if EMBEDDED[operation.id] else "the id of the cardholder"
    lab.held(claim, good, wanted, shown(holder), found)
