"""report.html: one offline file that a person reads."""

from __future__ import annotations

from pathlib import Path

from harness.ledger import Ledger


def write_html(ledger: Ledger, path: Path) -> None:
    """Write report.html."""
    path.write_text(str(ledger.totals), encoding="utf-8")
