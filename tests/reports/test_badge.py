"""The badge: no colour is better than the run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from harness.claim import Law
from reports.formats.badge import said
from tests.reports.every_status import LAW, ledger, verdict
from tests.reports.written import written

BADGES = {
    "holds": ((verdict("pass"),), {}, "1 of 1 musts", "#1a7f37"),
    "broken": ((verdict("pass"), verdict("fail")), {}, "1 of 2 musts", "#b4232a"),
    "partly judged": ((verdict("pass"), verdict("not_testable")), {}, "1 of 2 musts", "#1a7f37"),
    "error": ((verdict("pass"), verdict("error")), {}, "1 of 2 musts, incomplete", "#8a5a00"),
    "cut": ((verdict("pass"),), {"complete": False}, "1 of 1 musts, incomplete", "#8a5a00"),
    "nothing": ((verdict("not_testable"),), {}, "nothing judged", "#5f6670"),
    "noted": ((verdict("noted"),), {}, "nothing judged", "#5f6670"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BADGES)
def test_the_badge_is_honest(kind: str, tmp_path: Path) -> None:
    verdicts, footer, words, colour = BADGES[kind]
    text = written("badge", tmp_path, ledger(*verdicts, **footer))
    found = ET.fromstring(text)  # noqa: S314 - a file of our own
    assert found.get("aria-label") == f"assay: {words}"
    assert [e.get("fill") for e in found.iter() if e.tag.endswith("rect")][1] == colour


def test_what_is_earned_by_taking_everything_makes_no_badge_better() -> None:
    laws = {LAW.name: LAW, "takes": Law("takes", "takes", taking=True)}
    taken = verdict("pass", "taken", law="takes")
    mixed = replace(ledger(verdict("fail"), taken), laws=laws)
    assert said(mixed) == ("0 of 1 musts", "#b4232a")
    assert said(replace(ledger(taken), laws=laws)) == ("takes 1 of 1", "#1a7f37")
