"""What a user names to be written is written whole, and nothing else is lost for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from harness.whole import write_whole
from reports.formats import put


def test_a_file_is_replaced_and_a_link_stays_one(tmp_path: Path) -> None:
    there, link = tmp_path / "there", tmp_path / "link"
    there.write_text("before", encoding="utf-8")
    link.symlink_to(there)
    assert write_whole(link, b"after") == link
    assert link.is_symlink()
    assert there.read_text(encoding="utf-8") == "after"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "there"]


def test_what_has_a_name_like_it_stays(tmp_path: Path) -> None:
    """`--out git`, in the folder of a repository."""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("main", encoding="utf-8")
    (tmp_path / ".page").write_text("mine", encoding="utf-8")
    for name in ("git", "page"):
        put(tmp_path / name, "written")
    assert (tmp_path / ".git" / "HEAD").read_text(encoding="utf-8") == "main"
    assert (tmp_path / ".page").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "git").read_text(encoding="utf-8") == "written"


def test_a_name_as_long_as_one_may_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    put(path, "written")
    assert path.read_text(encoding="utf-8") == "written"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_file_is_neither_waited_for_nor_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path):
        with pytest.raises(OSError, match="it is there, and no file"):
            write_whole(path, b"x")
    assert pipe.is_fifo()
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_what_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(_path: Path, _to: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", torn)
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path / "page", "x")
    assert list(tmp_path.iterdir()) == []
