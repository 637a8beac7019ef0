"""Markdown: what is to be done, and no markup that a text makes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.reports.every_status import ledger
from tests.reports.test_hostile_texts import HOSTILE
from tests.reports.written import quoting, written


def tokens(text: str) -> list[tuple[str, str, str]]:
    """Return the structure that GitHub's Markdown has: blocks, tags, links; without texts."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found = []
    for token in parser.parse(text):
        for part in (token, *(token.children or ())):
            html = part.content if part.type.startswith("html") else ""
            found.append((part.type, part.tag, html))
    return found


@pytest.mark.parametrize("kind", [*HOSTILE, "mentions"])
def test_no_markup_is_made_by_a_text(kind: str, tmp_path: Path) -> None:
    text = HOSTILE.get(kind, "@octocat #12 www.x.io https://x.io a@b.io $x$ ~~x~~ :tada: <b>x")
    found, plain = (written("markdown", tmp_path, quoting(t)) for t in (text, "plain"))
    assert tokens(found) == tokens(plain)
    letters = re.sub(r"&#\d+;", "", found)
    assert not re.findall(r"@\w|#\d|www\.|https?:|\$|~~|:\w+:", letters)


def test_markdown_says_what_is_to_be_done(tmp_path: Path) -> None:
    text = written("markdown", tmp_path, ledger())
    assert text.startswith("## Assay: FAIL\n")
    assert "### To do next" in text
    assert "| 2 | 1 | 2 | 2 | 1 | 2 | 1 | 1 | 1 |" in text
    assert "| <code>a.thing.create.shape.fail</code> | <code>G-1</code> | <code>one</code>" in text
