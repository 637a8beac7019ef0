"""An API of other manners: capitals and numbers in names, yes and no, refusals with 200, ids that
the caller chooses, objects that are marked as gone, a key in a row; some of it in the export, too.
"""

from __future__ import annotations

import pytest

from contracts import load
from contracts.openapi import FORM, sendable
from tests.packages.holding import PACKAGES, held, sandbox_of, told, wrong
from tests.packages.topics_server import KEY, Topics
from tests.suites.servers import Answer, Call

TOPICS = PACKAGES / "topics"

# What is wrong with the server, and the claims that find it.
PLANTED: dict[str, tuple[str, ...]] = {
    "any use of a key": ("topic.create.idempotency.changed_parameters",),
    "forgets keys": ("message.create.idempotency.replayed",),
    "unknown below": ("topic.create.unknown.nested.tag",),
    "last tag": ("topic.create.response.sent_values",),
    "any topic": ("message.create.reference.topic",),
    "no is yes": ("message.create.echo.urgent.false",),
    "sent early": ("message.create.response.state_fields",),
    "sent never": ("message.send.response.state_fields",),
    "no maximum": ("message.list.response.page_maximum",),
    "does not clear": ("topic.update.unset.title",),
    "stays": ("topic.delete.delete.gone",),
    "half gone": ("message.delete.response.response_table",),
    "null": ("topic.create.response.response_table",),
}


# What sends it, where a law of exchanges that is asked alone has nothing to look at.
SHOWN_BY = {
    "last tag": ("topic.create.accepts.*",),
    "no maximum": ("message.list.pagination.page_size",),
}


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_found(bug: str) -> None:
    found = wrong(held(TOPICS, Topics(bug), *PLANTED[bug], *SHOWN_BY.get(bug, ()), key=KEY))
    assert {*PLANTED[bug]} <= {*found}


def test_an_honest_server_and_the_sandbox_keep_every_promise() -> None:
    seen: list[Call] = []
    server, sandbox = Topics(), sandbox_of(TOPICS)

    def respond(call: Call) -> Answer:
        seen.append(call)
        return server(call)

    found = held(TOPICS, respond, *told(TOPICS), "topic.update.schemathesis.*", key=KEY)
    assert wrong(found) == {}
    untested = {name for name, v in found.items() if v.status == "not_testable"}
    assert len(untested) <= 3, untested
    assert len(found) > 690
    assert all(call.method == "POST" for call in seen if "_assay" not in call.path)
    forms = [call.body for call in seen if call.path == "/v3/topics.update"]
    assert all("TopicName=" in form or "topic_name" not in form for form in forms)
    assert {"Public=true", "Public=false"}.isdisjoint(
        pair for call in seen for pair in call.body.split("&")
    )
    moves = ("*.transition.*", "*.response.reached")  # no behaviour says what moves a message
    asked = told(TOPICS, *moves)
    assert wrong(held(TOPICS, sandbox, *asked)) == {}


def test_the_export_has_the_names_and_flags_of_the_wire() -> None:
    document = sendable(load(TOPICS))
    sent = document["paths"]["/v3/topics.create"]["post"]
    form = sent["requestBody"]["content"][FORM]["schema"]
    assert form["required"] == ["TopicName"]
    assert form["properties"]["Public"] == {"type": "string", "enum": ["yes", "no"]}
    assert [*form["properties"]["Tag"]["items"]["anyOf"][0]["properties"]] == ["Key", "Value"]
    topic = document["components"]["schemas"]["topic"]
    assert {"topicName", "isDeleted"} <= {*topic["required"]} <= {*topic["properties"]}
    shown = sent["responses"]["200"]["content"]["application/json"]["schema"]
    assert shown["properties"] == {"topic": {"$ref": "#/components/schemas/topic"}}
    assert document["components"]["securitySchemes"] == {}
