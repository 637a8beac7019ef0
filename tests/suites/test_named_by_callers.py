"""Objects that a caller names, and that answers do not show: they are read back."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest

from tests.packages.crates_server import Crates
from tests.packages.holding import PACKAGES, held, sandbox_of, wrong

PACKAGE = PACKAGES / "crates"
PLANTED = {
    "heavier": "crate.create.echo*",
    "renames": "crate.create.echo.sku",
    "forgets": "crate.update.echo.weight",
    "sloppy": "crate.create.required.*",
    "gone": "crate.*.unknown_id",
    "keyless": "crate.create.idempotency.replayed",
}


def test_an_honest_server_and_the_sandbox_keep_every_promise() -> None:
    server = Crates()
    for respond in (server, sandbox_of(PACKAGE)):
        found = held(PACKAGE, respond)
        assert wrong(found) == {}
        assert [n for n, v in found.items() if v.status == "not_testable"] == []
    assert len(server.created) == len(set(server.created)) > 10


def test_an_unknown_id_has_the_form_that_ids_have() -> None:
    server = Crates()
    held(PACKAGE, server, "crate.retrieve.unknown_id", "crate.update.unknown_id")
    assert server.strange == []


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_found(bug: str) -> None:
    told = wrong(held(PACKAGE, Crates(bug), "crate.create.*", "crate.update.*", "*.unknown_id"))
    assert [name for name in told if fnmatchcase(name, PLANTED[bug])], told
