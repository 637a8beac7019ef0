"""Copies that are alike prove nothing about a value that none of them shows."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.embedded import embedded
from tests.running import Outcome, run
from tests.suites.faults import dropped, objects
from tests.suites.servers import Upstream, listening

COPIES = "issuing.cardholder.create.copies.retrieved"


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    fault = objects(dropped("email"))
    with embedded() as (config, keys):
        upstream = Upstream(str(config.base_url))
        with contextlib.closing(upstream), listening(lambda call: fault(call, upstream)) as url:
            folder: Path = tmp_path_factory.mktemp("out")
            yield run(url, "--only", f"{COPIES}*", folder=folder, key=keys.secret)


def test_a_row_that_is_never_shown_is_not_proven(outcome: Outcome) -> None:
    assert f"{COPIES}.email" in outcome.ids("not_testable")
    assert f"{COPIES}.email" not in outcome.ids("pass")


def test_the_others_are(outcome: Outcome) -> None:
    assert {f"{COPIES}.phone_number", f"{COPIES}.status"} <= set(outcome.ids("pass"))
    assert not outcome.ids("fail")
