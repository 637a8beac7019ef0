"""Each seam breaks the one thing it is for, on the service it is installed on and no other."""

from __future__ import annotations

import json
from typing import Any
from unittest.mock import Mock

import pytest

from contracts import load
from contracts.model import Operation
from sandbox import seams
from sandbox.app import create_service
from sandbox.auth import SECRET
from sandbox.call import Call
from sandbox.errors import ApiError, invalid
from sandbox.idempotency import Answer, Fingerprint
from sandbox.seams import Install, Params
from sandbox.service import Reply, Route, Service
from sandbox.store import Object
from tests.sandbox.asking import call

CARDHOLDERS = "/v1/issuing/cardholders"
INTENTS = "/v1/payment_intents"
CREATION = "POST /v1/payment_intents"
HOLDER = (
    "name=Jenny&billing[address][line1]=1 Main&billing[address][city]=SF"
    "&billing[address][country]=US&billing[address][postal_code]=94111"
)
INTENT = "amount=2000&currency=usd"


def broken(*faults: Install) -> Service:
    service = create_service(load())
    for fault in faults:
        fault(service)
    return service


def ask(service: Service, method: str, path: str, form: str = "") -> tuple[int, Any]:
    reply = call(service, method, path, form)
    return reply.status, json.loads(reply.body)


def made(service: Service, form: str = INTENT, path: str = INTENTS) -> Params:
    status, body = ask(service, "POST", path, form)
    assert status == 200, body
    return dict(body)


def test_a_fault_keeps_its_name_and_says_what_it_breaks() -> None:
    @seams.parameters(CREATION)
    def doubled(params: Params) -> Params:
        """The amount is doubled."""
        return {**params, "amount": params["amount"] * 2}

    assert doubled.__name__ == "doubled"
    assert doubled.__doc__ == "The amount is doubled."
    assert made(broken(doubled))["amount"] == 4000
    assert made(create_service(load()))["amount"] == 2000


def test_a_title_narrows_a_seam() -> None:
    @seams.afterwards("POST /v1/issuing/*")
    def named(_call: Call, item: Object) -> None:
        item["metadata"] = {"by": "fault"}

    service = broken(named)
    assert made(service)["metadata"] == {}
    assert made(service, HOLDER, CARDHOLDERS)["metadata"] == {"by": "fault"}


def test_what_is_asked_can_be_changed() -> None:
    @seams.text
    def euros(text: str) -> str:
        return text.replace("usd", "eur")

    @seams.raw
    def described(sent: Params) -> Params:
        return {**sent, "description": "changed"}

    @seams.validation(CREATION)
    def small(inner: seams.Validate, route: Route, sent: Params) -> Params:
        return {**inner(route, sent), "amount": 100}

    intent = made(broken(euros, described, small))
    assert (intent["currency"], intent["description"], intent["amount"]) == ("eur", "changed", 100)


def test_what_is_refused_can_be_forgiven() -> None:
    @seams.forgiving()
    def unknown(refused: ApiError) -> bool:
        return refused.code == "parameter_unknown"

    wrong = f"{INTENT}&nothing=1&shipping[name]=x&shipping[address][line1]=x"
    assert ask(create_service(load()), "POST", INTENTS, wrong)[1]["error"]["param"] == "nothing"
    assert made(broken(unknown), wrong)["shipping"]["name"] == "x"


def test_keys_and_paths_can_be_read_otherwise() -> None:
    @seams.keys
    def anyone(_inner: seams.Kind, _header: str) -> str:
        return "publishable"

    @seams.admission
    def everything(_kind: str, _operation: Operation | None) -> None:
        return None

    @seams.paths
    def bare(path: str) -> str:
        return path.rstrip("/")

    service = broken(anyone, everything, bare)
    assert ask(service, "GET", f"{CARDHOLDERS}/")[0] == 200
    assert ask(create_service(load()), "GET", f"{CARDHOLDERS}/")[0] == 404


def test_what_is_done_can_be_changed() -> None:
    @seams.beforehand(CREATION)
    def described(asked: Call) -> None:
        asked.params["description"] = "before"

    @seams.transition(CREATION)
    def replaced(inner: seams.Behave, route: Route, asked: Call) -> Object:
        return {**inner(route, asked), "amount": 1}

    intent = made(broken(described, replaced))
    assert (intent["description"], intent["amount"]) == ("before", 1)


def test_a_refusal_can_be_answered() -> None:
    @seams.refused("GET /v1/payment_intents/*")
    def found(_asked: Call, refused: ApiError) -> Object | None:
        return {"id": "made_up"} if refused.status == 404 else None

    assert ask(broken(found), "GET", "/v1/payment_intents/pi_none")[1] == {"id": "made_up"}


def test_what_is_answered_can_be_changed() -> None:
    @seams.bodies("GET *")
    def marked(_asked: Call, body: Object) -> Object:
        return {**body, "marked": True}

    @seams.objects("GET *")
    def named(item: Object) -> Object:
        return {**item, "name": "x"}

    @seams.rendering
    def counted(inner: seams.Render, asked: Call, body: Object) -> Object:
        return {**inner(asked, body), "count": 1}

    service = broken(marked, named, counted)
    assert "marked" not in made(service, HOLDER, CARDHOLDERS)
    body = ask(service, "GET", CARDHOLDERS)[1]
    assert (body["marked"], body["count"]) == (True, 1)
    assert {item["name"] for item in body["data"]} == {"x"}


def test_an_answer_that_shows_no_object_stays_as_it_is() -> None:
    @seams.objects()
    def named(item: Object) -> Object:
        return {**item, "name": "x"}

    service = create_service(load())
    service.render = lambda _call, body: body
    named(service)
    asked = Mock(operation=Mock(shape="none", title="DELETE /v1/things/{thing}"))
    assert service.render(asked, {"deleted": True}) == {"deleted": True}
    asked.operation.shape = "object"
    assert service.render(asked, {"id": "t_1"}) == {"id": "t_1", "name": "x"}


def test_refusals_can_be_changed() -> None:
    @seams.errors("POST *")
    def other(status: int, error: Params) -> tuple[int, Params]:
        return status + 22, {**error, "type": "other"}

    @seams.refusals()
    def flat(_refused: ApiError, status: int, body: Object) -> tuple[int, Object]:
        return status, dict(body["error"])

    status, body = ask(broken(other, flat), "POST", INTENTS, "amount=1")
    assert (status, body["type"]) == (422, "other")


def test_a_refusal_can_leave_a_mark() -> None:
    @seams.refusing("POST *")
    def marked(item: Object, refused: ApiError) -> None:
        item["metadata"] = {"refused": str(refused.status)}

    service = broken(marked)
    path = f"/v1/payment_intents/{made(service)['id']}"
    assert ask(service, "POST", path, "nothing=1")[0] == 400
    assert ask(service, "GET", path)[1]["metadata"] == {"refused": "400"}


def test_replies_can_be_changed() -> None:
    @seams.replies("GET *")
    def teapot(reply: Reply) -> Reply:
        return seams.headed(seams.restated(reply, 200, 418), {"x": "1"})

    reply = broken(teapot).handle(
        "GET", CARDHOLDERS, "", {"authorization": f"Bearer {SECRET}"}, b""
    )
    assert (reply.status, reply.headers["x"]) == (418, "1")


def test_a_whole_request_and_its_memory_can_be_answered_otherwise() -> None:
    heard: list[str] = []

    @seams.requests
    def noted(inner: seams.Handle, asked: seams.Asked) -> Reply:
        heard.append(asked.method)
        return inner(asked)

    @seams.recall
    def forgotten(_inner: seams.Recall, key: str, _request: Fingerprint) -> Answer | None:
        heard.append(f"recall {key}")
        return None

    @seams.keep
    def kept(inner: seams.Keep, key: str, request: Fingerprint, answer: Answer) -> None:
        heard.append(f"keep {key}")
        inner(key, request, answer)

    headers = {"authorization": f"Bearer {SECRET}", "idempotency-key": "k"}
    service = broken(noted, seams.both(forgotten, kept))
    service.handle("POST", INTENTS, "", headers, INTENT.encode())
    assert heard == ["POST", "recall k", "keep k"]


def test_what_a_fault_remembers_is_one_services_own() -> None:
    @seams.anew
    def counting(_service: Service) -> Install:
        """The second creation is refused."""
        seen: list[str] = []

        @seams.beforehand(CREATION)
        def change(asked: Call) -> None:
            if seen:
                raise invalid("Not again.")
            seen.append(asked.path)

        return change

    first, second = broken(counting), broken(counting)
    assert [ask(service, "POST", INTENTS, INTENT)[0]
            for service in (first, second, first)] == [200, 200, 400]  # fmt: skip


@pytest.mark.parametrize("late", [True, False])
def test_requests_that_come_together_are_seen(late: bool) -> None:
    @seams.late("POST /v1/payment_intents/*")
    def unseen(item: Object, before: Object) -> None:
        item.update(before)

    @seams.together("POST *")
    def told(_asked: Call, _refused: ApiError) -> Object | None:
        raise ApiError(500, "Too late.")

    service = broken(unseen if late else told)
    path = f"/v1/payment_intents/{made(service)['id']}/cancel"
    assert ask(service, "POST", path)[0] == 200
    assert ask(service, "POST", path)[0] == (200 if late else 500)
