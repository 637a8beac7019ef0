"""What an API says nothing of may be answered in any way: no fault breaks that."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from assay.promising import promised, promising
from contracts import load
from contracts.model import Contracts
from sandbox.service import Reply


def refusal(status: int, **parts: Any) -> Reply:
    return Reply(status, {}, json.dumps({"error": parts}).encode())


@pytest.fixture(scope="module")
def silent() -> Contracts:
    """The built-in API, if it said of no refusal more than that it is one."""
    known = load()
    api = replace(
        known.api, auth=replace(known.api.auth, refused=()),
        error=replace(known.api.error, statuses=(), of_type={}, of_code={}, types=(), invalid=""),
    )  # fmt: skip
    bare = {name: replace(one, levels={}) for name, one in known.situations.items()}
    resources = tuple(
        replace(r, operations=tuple(replace(o, situations={}) for o in r.operations))
        for r in known.resources
    )
    return replace(known, api=api, situations=bare, resources=resources)


def test_the_built_in_api_promises_every_part() -> None:
    assert promised(load()) == {"status", "type", "code", "param"}
    bare = promising(load())
    assert bare(refusal(401, code="a")) != bare(refusal(403, code="a"))
    assert bare(refusal(401, code="a")) != bare(refusal(401, code="b"))


def test_what_is_not_promised_does_not_count(silent: Contracts) -> None:
    assert promised(silent) == set()
    bare = promising(silent)
    assert bare(refusal(401, code="a", message="no")) == bare(refusal(403, message="no"))
    assert bare(refusal(401, message="no")) != bare(refusal(401, message="key"))
    assert bare(refusal(401)) != bare(refusal(500))
    assert bare(refusal(401)) != bare(Reply(200, {}, b'{"error": {}}'))
    assert bare(Reply(400, {}, b"<no>")) != bare(Reply(400, {}, b"no"))


def test_only_what_is_said_counts(silent: Contracts) -> None:
    said = replace(silent, api=replace(silent.api, auth=replace(silent.api.auth, refused=(401,))))
    bare = promising(said)
    assert bare(refusal(401, code="a")) == bare(refusal(401))
    assert bare(refusal(401)) != bare(refusal(403))
