"""Answers that cannot be read are one breach, of their content type; the rest is blocked by it."""

from __future__ import annotations

import pytest

from sandbox.auth import SECRET
from tests.running import run
from tests.suites.servers import serving

CONTENT = "response.content_type"
BY_STATUS = {"answers", "routing", "no_create"}  # laws that no body shows kept


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("utf_16", "JSON in UTF-16-LE (RFC 8259, 8.1)"),
        ("compressed", "content-encoding gzip, which the request does not accept"),
        ("said_to_be_compressed", "content-encoding br, which the request does not accept"),
    ],
)
def test_what_cannot_be_read_is_one_breach(fault: str, words: str) -> None:
    with serving(f"{CONTENT}.{fault}") as url:
        outcome = run(url, profile="smoke", key=SECRET)
    broken = [v for v in outcome.results["verdicts"] if v["status"] in ("fail", "warn", "error")]
    assert {v["law"] for v in broken} == {CONTENT}
    assert words in broken[0]["observed"]
    blocked = [v for v in outcome.results["verdicts"] if v["status"] == "not_testable"]
    assert sum(v.get("blocked_by", "").endswith(CONTENT) for v in blocked) > 100
    earned = [v for v in outcome.results["verdicts"] if v["status"] == "pass"]
    assert {v["law"].partition(".")[0] for v in earned} <= BY_STATUS
