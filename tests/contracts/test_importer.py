"""Reference text becomes drafts that the strict loader takes; what was lost is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from contracts.importer import TextError, blocks, drafts
from contracts.loader import API, load

TEXT = (Path(__file__).parent / "data" / "reference.txt").read_text(encoding="utf-8")
DRAFT = yaml.safe_load(drafts(TEXT)["gadget"])


def test_each_block_is_an_operation() -> None:
    found = [(b.method, b.path, b.start, b.end) for b in blocks(TEXT)]
    assert found == [
        ("GET", "/v1/gadgets", 1, 13), ("POST", "/v1/gadgets", 14, 27),
        ("POST", "/v1/gadgets/{gadget}/polish", 28, 39),
    ]  # fmt: skip
    assert list(DRAFT["operations"]) == ["list", "create", "polish"]


def test_rows_keep_their_lines() -> None:
    body = DRAFT["operations"]["create"]["parameters"]["body"]
    assert body["name"] == {"type": "string", "required": True, "source": 19}
    assert body["size"]["children"]["width"] == {"type": "integer", "required": True, "source": 21}
    assert body["size"]["children"]["tags"]["items"] == {"type": "string"}
    assert body["metadata"]["type"] == "map"


def test_what_was_lost_is_said() -> None:
    listing, create = DRAFT["operations"]["list"], DRAFT["operations"]["create"]
    assert listing["notes"] == [
        "L5: the type of created is lost", "L7: the name of this row is lost",
    ]  # fmt: skip
    assert "lost_name_L7" in listing["parameters"]["query"]
    assert create["notes"] == ["L24: the text leaves out 4 rows here"]
    assert listing["ordered"] is True


def test_the_draft_loads(tmp_path: Path) -> None:
    root = tmp_path / "api"
    for part in ("shared", "envelopes"):
        shutil.copytree(API / part, root / part)
    shutil.copy(API / "conventions.yaml", root)
    (root / "drafts").mkdir()
    (root / "drafts" / "gadget.yaml").write_text(drafts(TEXT)["gadget"], encoding="utf-8")
    assert [o.id for o in load(root).operations] == [
        "gadget.list", "gadget.create", "gadget.polish",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello\n", r"text:1: a path was expected, found 'hello'"),
        ("/v1/gadgets\nA sentence.\n", r"text:1: the block of /v1/gadgets has no end"),
        ("/v1/gadgets\nGET /v1/widgets\n", r"text:2: the block of /v1/gadgets ends with"),
        (TEXT + TEXT, r"text:\d+: gadget has two operations list"),
    ],
)
def test_what_is_no_reference_text_is_refused(text: str, said: str) -> None:
    with pytest.raises(TextError, match=said):
        drafts(text)
