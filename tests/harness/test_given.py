"""What a user names is read to a bound, and nobody waits for what may never come."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from assay.commands.import_ import import_text
from assay.run.lists import listed
from assay.trouble import Stop
from harness.config import ConfigError, load_config
from harness.given import read_given


def _endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


ODD = (
    (_endless, "it is larger than 10 MB"),
    (os.mkfifo, "it is no file"),
    (lambda path: path.symlink_to(path), "Too many levels of symbolic links"),
    (Path.mkdir, "Is a directory"),
)


@pytest.mark.parametrize(("make", "said"), ODD)
def test_what_is_no_file_or_has_no_end_is_told_in_a_line(
    make: Callable[[Path], object], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "given"
    make(path)
    text = import_text.callback
    assert text is not None
    for read, trouble in (
        (lambda: listed(path), click.UsageError), (lambda: load_config(path), ConfigError),
        (lambda: text(path, None), Stop), (lambda: read_given(path), OSError),
    ):  # fmt: skip
        with pytest.raises(trouble, match=said) as told:
            read()
        assert "\n" not in str(told.value)


def test_what_a_shell_makes_of_a_command_is_read() -> None:
    receiver, sender = os.pipe()
    os.write(sender, b"a.b\r\n# nothing\nc.d\n")
    os.close(sender)
    try:
        assert list(listed(Path(f"/dev/fd/{receiver}"))) == ["a.b", "c.d"]
    finally:
        os.close(receiver)
