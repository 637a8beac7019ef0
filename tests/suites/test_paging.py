"""Lists that go on by a token, an offset, a number or a link are walked, and held to be whole."""

from __future__ import annotations

import shutil
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from sandbox.defects import discover
from tests.packages.holding import PACKAGES, held, sandbox_of, wrong
from tests.packages.notes_server import LISTS, Notes
from tests.suites.servers import Answer, Call

PACKAGE = PACKAGES / "notes"
WALKS = ("*.paging.*", "*.pagination.*")

# The way a list goes on, what is wrong with the server, and what must be found: all of it.
PLANTED: dict[tuple[str, str], tuple[str, ...]] = {
    ("token", "overlap"): ("*.paging.once", "*.paging.ends"),
    ("token", "ends_early"): ("*.paging.once", "*.paging.ends", "*.pagination.page_default"),
    ("token", "never_ends"): ("*.paging.ends",),
    ("token", "any_token"): ("*.paging.bad_token",),
    ("token", "one_more"): ("*.pagination.page_size", "*.pagination.page_default"),
    ("offset", "gap"): ("*.paging.once",),
    ("offset", "wrong_total"): ("*.paging.total",),
    ("page", "overlap"): ("*.paging.once",),
    ("empty", "gap"): ("*.paging.once",),
    ("link", "away"): ("*.paging.host",),
    ("link", "no_address"): ("*.paging.host", "*.paging.once", "*.paging.ends"),
    ("link", "never_ends"): ("*.paging.ends",),
}
# Of the answers of the tiny API: the claims that a bug breaks, and no other.
ANSWERS: dict[str, tuple[str, ...]] = {
    "other_status": ("note.create.required.text",),
    "id_as_text": ("*.response.response_table",),
    "status_200": ("note.create.response.success_status",),
    "undeletable": ("note.delete.delete.*",),
    "bare": ("note.create.readable", "note.create.copies.*"),
}
TOLD_BY = {"total": "offset", "host": "link"}  # the way that has such a law; others: token


@pytest.fixture(params=list(LISTS))
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def variant(folder: Path, way: str) -> Path:
    """Return the package whose list goes on in a way."""
    copy = folder / way
    if not copy.exists():
        shutil.copytree(PACKAGE, copy)
        shape, row = LISTS[way]
        _replace(copy / "api.yaml", LISTS["token"][0], shape)
        _replace(copy / "note.yaml", LISTS["token"][1], row)
    return copy.resolve()


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_honest_server_and_the_sandbox_keep_every_promise() -> None:
    for respond in (Notes("token"), sandbox_of(PACKAGE)):
        found = held(PACKAGE, respond)
        assert wrong(found) == {}
        untested = {name for name, v in found.items() if v.status == "not_testable"}
        assert len(untested) < 4, untested
        assert len(found) > 100


def test_a_list_is_walked_whichever_way_it_goes_on(way: str, tmp_path: Path) -> None:
    package = variant(tmp_path, way)
    for respond in (Notes(way), sandbox_of(package)):
        found = held(package, respond, *WALKS)
        assert {name: v.status for name, v in found.items()} == dict.fromkeys(found, "pass")


@pytest.mark.parametrize(("way", "bug"), PLANTED, ids=[" ".join(pair) for pair in PLANTED])
def test_a_page_that_is_none_is_found(way: str, bug: str, tmp_path: Path) -> None:
    told = wrong(held(variant(tmp_path, way), Notes(way, bug), *WALKS))
    _exactly(told, PLANTED[way, bug])


@pytest.mark.parametrize("bug", ANSWERS)
def test_an_answer_of_another_api_is_found(bug: str) -> None:
    told = wrong(held(PACKAGE, Notes("token", bug), "note.create.*", "note.delete.*"))
    _exactly(told, ANSWERS[bug])


def _exactly(told: dict[str, str], globs: tuple[str, ...]) -> None:
    for glob in globs:
        assert any(fnmatchcase(name, glob) for name in told), (glob, told)
    assert [n for n in told if not any(fnmatchcase(n, glob) for glob in globs)] == []


@pytest.mark.parametrize("fault", [n for n in discover(PACKAGE) if n.startswith("paging.")])
def test_each_fault_is_found_by_its_law(fault: str, tmp_path: Path) -> None:
    law = fault.rpartition(".")[0]
    package = variant(tmp_path, TOLD_BY.get(law.partition(".")[2], "token"))
    found = held(package, sandbox_of(package, fault), "*.paging.*")
    assert [n for n, v in found.items() if v.law == law and v.status in ("fail", "warn")]


def test_a_link_to_another_host_is_not_followed(tmp_path: Path) -> None:
    """The walk takes the query of the link alone: nothing is asked of another host."""
    asked: list[str] = []
    server = Notes("link", "away")

    def respond(call: Call) -> Answer:
        asked.append(call.path)
        return server(call)

    found = held(variant(tmp_path, "link"), respond, "*.paging.*")
    assert found["note.list.paging.once"].status == "pass"
    assert set(asked) >= {"/notes"}
    assert all("elsewhere" not in path for path in asked)
