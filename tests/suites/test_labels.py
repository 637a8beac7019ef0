"""Metadata and expansions have the names and limits that a package says."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest

from contracts import load
from sandbox.defects import discover
from tests.packages.holding import PACKAGES, held, sandbox_of, wrong
from tests.suites.servers import Answer, Call

PACKAGE = PACKAGES / "labels"
FAULTS = [
    name
    for name, fault in discover(PACKAGE).items()
    if name.startswith("metadata.") and fault.law != "metadata.stays"
]  # nothing moves here


def test_each_operation_has_the_rows_that_conventions_name() -> None:
    rows = {o.id: (o.metadata, o.expansion) for o in load(PACKAGE).operations}
    assert rows["shelf.update"] == ("labels", "include")
    assert rows["shelf.list"] == ("", "include")
    assert rows["room.create"] == ("", "include")


def test_what_is_sent_has_these_names_and_keeps_to_these_limits() -> None:
    sandbox, sent = sandbox_of(PACKAGE), list[str]()

    def respond(call: Call) -> Answer:
        sent.append(call.body or call.query)
        return sandbox(call)

    found = held(
        PACKAGE, respond, "*.metadata.*", "*.expand.*", "*.accepts.include.*", "*.idempotency.*"
    )
    assert wrong(found) == {}
    whole = "\n".join(sent)
    assert "metadata[" not in whole
    for text in ("labels[assay19]=1", f"labels[{'k' * 24}]=1", f"labels[assay]={'v' * 60}\n",
                 "include[0]=room", "include[0]=assay_unknown"):  # fmt: skip
        assert text in whole, text
    for name in ("shelf.update.metadata.merge", "shelf.update.metadata.limit_merged",
                 "shelf.create.metadata.limit_value", "shelf.create.metadata.empty_at_first",
                 "shelf.retrieve.expand.object", "room.retrieve.expand.too_deep",
                 "shelf.update.expand.nothing_done", "shelf.create.expand.posted",
                 "room.create.metadata.not_offered"):  # fmt: skip
        assert found[name].status == "pass", name


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_broken_under_these_names_is_found(fault: str) -> None:
    law = fault.rpartition(".")[0]
    found = held(PACKAGE, sandbox_of(PACKAGE, fault), f"*.{law}")
    assert any(v.law == law and v.status in ("fail", "warn") for v in found.values()), fault


@pytest.mark.parametrize(
    ("depth", "asked"), [(1, []), (2, ["include[0]=entries.room", "include[]=entries.room"])]
)
def test_what_a_list_expands_is_below_its_entries(
    depth: int, asked: list[str], tmp_path: Path
) -> None:
    package = Path(shutil.copytree(PACKAGE, tmp_path / "labels"))
    edited(package / "api.yaml", "depth: 1", f"depth: {depth}")
    steps = '{steps: [{request: POST /shelves, form: {room: "@room"}}]}'
    edited(package / "shelf.yaml", "    ordered: true\n", f"    population: {steps}\n")
    sandbox, sent = sandbox_of(package), list[str]()

    def respond(call: Call) -> Answer:
        sent.append(call.body or call.query)
        return sandbox(call)

    found = held(package, respond, "shelf.list.*")
    assert wrong(found) == {}
    expanded = {part for one in sent for part in unquote(one).split("&") if "entries" in part}
    assert sorted(expanded) == asked
    assert [name for name, verdict in found.items() if name == "shelf.list.expand.listed"
            and verdict.status == "pass"] == ["shelf.list.expand.listed"] * bool(asked)  # fmt: skip


def edited(file: Path, old: str, new: str) -> None:
    """Write another text into a file of a package, where the first stands once."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
