"""What was read of files is kept, and used for exactly these files."""

from __future__ import annotations

import gc
import pickle
from pathlib import Path

import pytest

from contracts.errors import ContractError
from contracts.kept import kept
from contracts.loader import load


class Reading:
    """Reads one file as often as it is asked to, and counts."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "facts.yaml"
        self.file.write_text("one", encoding="utf-8")
        self.count = 0

    def read(self) -> str:
        """Return the text of the file."""
        self.count += 1
        return self.file.read_text(encoding="utf-8")

    def kept(self) -> str:
        """Return the text as it is kept."""
        return kept("text", self.file.parent, [self.file], self.read)

    @property
    def place(self) -> Path:
        """Where it is kept."""
        (found,) = (self.file.parent / "__pycache__").glob("text.*")
        return found


@pytest.fixture
def reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """What reads a file of a folder of its own, which keeps what is made of it."""
    monkeypatch.setattr("sys.pycache_prefix", None)
    return Reading(tmp_path)


def test_the_same_files_are_read_once(reading: Reading) -> None:
    """The second time nothing is read."""
    assert (reading.kept(), reading.kept(), reading.count) == ("one", "one", 1)


def test_other_contents_are_read(reading: Reading) -> None:
    """A file of the same name and size with other contents is read."""
    reading.kept()
    reading.file.write_text("two", encoding="utf-8")
    assert (reading.kept(), reading.count) == ("two", 2)


def test_other_names_are_read(reading: Reading) -> None:
    """A file that is called otherwise is another file."""
    reading.kept()
    reading.file = reading.file.rename(reading.file.with_name("other.yaml"))
    assert (reading.kept(), reading.count) == ("one", 2)


@pytest.mark.parametrize("place", [0, 40, 70, -1])
def test_what_is_damaged_is_not_used(reading: Reading, place: int) -> None:
    """A changed byte, in what tells the files or in what was made of them, is noticed."""
    reading.kept()
    data = bytearray(reading.place.read_bytes())
    data[place] ^= 1
    reading.place.write_bytes(data)
    assert (reading.kept(), reading.count) == ("one", 2)


def test_half_a_file_is_not_used(reading: Reading) -> None:
    """What ends too early is read anew."""
    reading.kept()
    reading.place.write_bytes(reading.place.read_bytes()[:-3])
    assert (reading.kept(), reading.count) == ("one", 2)


@pytest.mark.parametrize("folder", [False, True])
def test_what_others_may_write_is_not_used(reading: Reading, *, folder: bool) -> None:
    """A file that everybody may write, or that lies where everybody may write, is not trusted."""
    reading.kept()
    (reading.place.parent if folder else reading.place).chmod(0o777)
    assert (reading.kept(), reading.count) == ("one", 2)


def test_a_link_is_not_followed(reading: Reading) -> None:
    """A link may lead to what somebody else has written."""
    reading.kept()
    place = reading.place
    place.symlink_to(place.rename(reading.file.with_name("elsewhere")))
    assert (reading.kept(), reading.count) == ("one", 2)


def test_nothing_is_kept_of_what_is_wrong(reading: Reading) -> None:
    """A file that is refused is refused each time, and nothing is left beside it."""

    def refuse() -> str:
        raise ContractError("facts.yaml", 1, "", "wrong")

    for _ in range(2):
        with pytest.raises(ContractError, match="wrong"):
            kept("text", reading.file.parent, [reading.file], refuse)
    assert not (reading.file.parent / "__pycache__").exists()


def test_where_nothing_can_be_written_all_is_read(reading: Reading) -> None:
    """A folder that takes no file is no error."""
    (reading.file.parent / "__pycache__").write_text("no folder", encoding="utf-8")
    assert (reading.kept(), reading.kept(), reading.count) == ("one", "one", 2)


def test_contracts_are_kept_as_they_are_read() -> None:
    """The built-in contracts are the same, whether they were just read or were kept."""
    found = load()
    kept_ones = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own, made here
    for name in ("api", "resources", "situations", "expandable", "recordings"):
        assert getattr(found, name) == getattr(kept_ones, name)


@pytest.mark.parametrize("collects", [True, False])
def test_garbage_is_looked_for_afterwards_as_before(tmp_path: Path, *, collects: bool) -> None:
    """Also where reading fails: who collects must not be left without."""
    before = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        assert kept("seen", tmp_path, (), gc.isenabled) is False
        with pytest.raises(ZeroDivisionError):
            kept("wrong", tmp_path, (), lambda: 1 / 0)
        assert gc.isenabled() is collects
    finally:
        (gc.enable if before else gc.disable)()
