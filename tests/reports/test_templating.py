"""Texts in pages: names in them are set as code, and long ones break where a reader expects it."""

from __future__ import annotations

import pytest

from reports.templating import parted, ticked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x lacks `<b>` and `c`", "x lacks <code>&lt;b&gt;</code> and <code>c</code>"),
        ("a server's ` alone & <b>", "a server&#39;s ` alone &amp; &lt;b&gt;"),
        ("", ""),
    ],
)
def test_what_stands_between_backticks_is_code(text: str, shown: str) -> None:
    assert ticked(text) == shown


def test_a_path_breaks_behind_its_parts() -> None:
    assert parted("POST /v1/<a>_b") == "POST /<wbr>v1/<wbr>&lt;a&gt;_<wbr>b"
