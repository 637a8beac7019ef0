"""What laws and the sandbox do where an API is otherwise than most: codes that are numbers, answers
that are all 200, objects that are read back, ids of several kinds.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from contracts.model import Api, Resource
from contracts.model.lifecycles import Refusal
from contracts.model.shapes import IdShape
from contracts.model.wire import Auth, ErrorShape
from harness.conventions import Conventions, Mark
from sandbox.errors import ApiError, invalid
from sandbox.ids import fresh
from sandbox.lists import by_fields
from sandbox.store import Store
from suites.laws.auth._family import shut_out
from suites.laws.response.id_prefix import id_prefix
from suites.laws.texts._family import ODD, _fitted
from suites.laws.transition._judging import _not_refused
from suites.looking.ids import of_nothing
from suites.objects.stock import Stock

SEVERAL = "(QU|ME|RP)[0-9a-f]{8}"


def api(**parts: Any) -> Api:
    return Api(name="other", **parts)


def refusing(status: int, code: object) -> Any:
    return SimpleNamespace(
        status=status, code=str(code), error_body={"code": code}, refused=True, accepted=False,
        response=None, error="", json={"code": code}, item={}, conventions=Conventions(),
    )  # fmt: skip


@pytest.mark.parametrize(("code", "wrong"), [(21300, False), ("21300", False), (21301, True)])
def test_a_code_of_a_state_may_be_a_number(code: object, *, wrong: bool) -> None:
    assert bool(_not_refused(Refusal((400,), code="21300"), refusing(400, code))) is wrong


@pytest.mark.parametrize(("status", "wrong"), [(400, False), (409, False)])
def test_without_a_status_any_refusal_of_a_state_will_do(status: int, *, wrong: bool) -> None:
    assert bool(_not_refused(Refusal((), code="x"), refusing(status, "x"))) is wrong


@pytest.mark.parametrize(("status", "code", "shut"), [
    (401, "", True), (200, "", False), (403, "", False),
])  # fmt: skip
def test_a_status_alone_tells_that_a_key_is_refused(status: int, code: str, *, shut: bool) -> None:
    marked = Conventions(refusal=Mark("ok", value=False), shut=(200, 401))
    assert marked.shuts(status, code) is shut


@pytest.mark.parametrize(("code", "shut"), [("invalid_auth", True), ("channel_not_found", False)])
def test_where_every_answer_is_200_the_code_tells_it(code: str, *, shut: bool) -> None:
    assert Conventions(shut=(200,), shut_codes=("invalid_auth",)).shuts(200, code) is shut
    known = api(auth=Auth(("form",), name="token", refused=(200,), codes=("invalid_auth",)))
    assert shut_out(refusing(200, code), known) is shut


@pytest.mark.parametrize("prefix", ["QU", "ME", "RP"])
def test_ids_of_a_pattern_begin_as_those_of_their_kind(prefix: str) -> None:
    known = api(id=IdShape(pattern=SEVERAL))
    resource = Resource(
        name="queue", object="queue", family="", prefix=prefix, fields=(), operations=()
    )
    made = [fresh(Store(), resource, known), of_nothing(known, prefix)]
    assert [name[:2] for name in made] == [prefix, prefix]
    assert all(re.fullmatch(SEVERAL, name) for name in made)


def test_a_prefix_that_no_pattern_has_is_left_to_the_pattern() -> None:
    known = api(id=IdShape(pattern="[0-9]{6}"))
    assert re.fullmatch("[0-9]{6}", of_nothing(known, "cus_"))


@pytest.mark.parametrize(("longest", "length"), [(None, 62), (62, 62), (30, 30), (3, 3), (1, 1)])
def test_a_text_is_no_longer_than_its_row_may_be(longest: int | None, length: int) -> None:
    found = _fitted(ODD, 7, longest)
    assert len(found) == length
    assert found[0] == "7"
    assert longest is None or longest < 30 or found[-3:] == ODD[-3:]


def test_an_object_that_was_deleted_is_used_by_nobody() -> None:
    stock = Stock({}, made={("folder", True): "f1", ("folder", False): "f1", ("box", False): "b1"})
    stock.forget("f1")
    assert stock.made == {("folder", False): "f1", ("box", False): "b1"}
    stock.lose("f1")
    assert stock.made == {("box", False): "b1"}


@pytest.mark.parametrize(("statuses", "told"), [
    ((401, 404, 422), 422), ((400, 401), 400), ((), 400), ((401, 404, 409, 418), 418),
    ((404,), 404),
])  # fmt: skip
def test_the_sandbox_refuses_with_a_status_that_the_api_has(
    statuses: tuple[int, ...], told: int
) -> None:
    refusal = invalid("no", "a")
    settle(refusal, api(error=ErrorShape(statuses=statuses)))
    assert refusal.status == told


def test_the_sandbox_refuses_a_key_with_the_code_of_that() -> None:
    refusal = ApiError(401, "no")
    settle(refusal, api(auth=Auth(("form",), refused=(200,), codes=("invalid_auth",))))
    assert (refusal.status, refusal.code) == (200, "invalid_auth")


def settle(refusal: ApiError, known: Api) -> None:
    contracts: Any = SimpleNamespace(api=known, situation=lambda *_: None)
    refusal.settle(contracts)


def test_a_list_filters_by_rows_in_an_object_and_by_what_they_are_shown_as() -> None:
    row: Any = SimpleNamespace(children=(1,), shown_as="")
    inner = shown_as("unit")
    rows = {"period": row, "period[is]": inner, "owner": shown_as("holder.id")}
    fits = by_fields({"period": {"is": "day"}, "owner": "o1"}, rows)
    assert fits({"unit": "day", "holder": {"id": "o1"}})
    assert not fits({"unit": "week", "holder": {"id": "o1"}})
    assert not fits({"unit": "day", "holder": {"id": "o2"}})


def shown_as(field: str) -> Any:
    return SimpleNamespace(children=(), shown_as=field, filters_by=field, compares="")


@pytest.mark.parametrize(("name", "finding"), [
    ("QU0123abcd", None), ("ME0123abcd", "an id that starts with QU"),
    ("QU0123", f"an id of the form {SEVERAL}"), ("QU" + "0" * 600, f"an id of the form {SEVERAL}"),
])  # fmt: skip
def test_an_id_has_the_form_that_the_api_says(name: str, finding: str | None) -> None:
    queue = Resource("queue", "queue", "", "QU", (), ())
    contracts: Any = SimpleNamespace(api=api(id=IdShape(pattern=SEVERAL)), resource=lambda _: queue)
    answer: Any = SimpleNamespace(accepted=True, item={"id": name}, entries=None)
    operation: Any = SimpleNamespace(returns="queue", many=False, shape="object", tombs=())
    examine: Any = id_prefix.body
    found = list(examine(answer, operation, contracts))
    assert [one and one.expected for one in found] == [finding]
