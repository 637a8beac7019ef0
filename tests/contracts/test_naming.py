"""Names of fields under a rule by which answers write them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from contracts import ContractError, load
from contracts.naming import answered, read
from tests.packages.holding import PACKAGES

SEEDS = PACKAGES / "seeds"


@pytest.mark.parametrize(("rule", "name", "shown"), [
    ("camel", "sown_at", "sownAt"), ("pascal", "sown_at", "SownAt"),
    ("kebab", "sown_at", "sown-at"),
    ("pascal", "sid", "Sid"), ("snake", "sown_at", "sown_at"), ("as_written", "sownAt", "sownAt"),
])  # fmt: skip
def test_a_name_is_told_from_an_answer(rule: str, name: str, shown: str) -> None:
    assert answered(name, rule) == shown
    assert read(shown, rule) == name


def test_conventions_name_fields_as_tables_do() -> None:
    shape = load(SEEDS).api.object
    assert (shape.id, shape.created, shape.lasting) == (
        "seed_no",
        "sown_at",
        ("seed_no", "sown_at"),
    )
    assert not any(operation.nameless for operation in load(SEEDS).operations)


@pytest.mark.parametrize(("name", "shown", "right"), [
    ("depthMm", "depthMm", "depth_mm"), ("line_1", "line1", "line1"),
])  # fmt: skip
def test_a_field_that_no_answer_shows_is_told(
    name: str, shown: str, right: str, tmp_path: Path
) -> None:
    file = Path(shutil.copytree(SEEDS, tmp_path / "seeds")) / "seed.yaml"
    text = file.read_text(encoding="utf-8")
    lines = text.replace(
        "\n  depth_mm: {type: integer, required: true}", f"\n  {name}: {{type: integer}}"
    )
    file.write_text(lines, encoding="utf-8")
    place = lines.splitlines().index(f"  {name}: {{type: integer}}") + 1
    with pytest.raises(ContractError) as told:
        load(file.parent)
    assert str(told.value) == (
        f"seed.yaml:{place}: fields.{name}: '{name}' is never seen: 'names' has fields answered in "
        f"camel, where {shown!r} stands for {right!r}; write that"
    )
