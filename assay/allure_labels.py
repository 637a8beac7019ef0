"""Allure: what an item was about, and the evidence of what failed in it."""

from __future__ import annotations

from collections.abc import Mapping

import allure
import pytest

from harness.exchange import Exchange
from harness.legible import lines
from harness.shell import curl_line
from harness.verdict import Verdict

_ATTACHED = 5  # failing verdicts that bring their evidence along
_SHOWN = 20_000  # characters of a body


def attach(
    item: pytest.Item,
    verdicts: list[Verdict],
    exchanges: Mapping[str, Exchange],
    base_url: str,
) -> None:
    """Label an item and attach evidence; does nothing unless an Allure folder was given."""
    if not item.config.getoption("--alluredir", default=None):
        return
    if verdicts:
        resource, _, topic = verdicts[0].id.rpartition(".")
        allure.dynamic.feature(verdicts[0].operation or resource)
        allure.dynamic.story(topic)
    failing = [v for v in verdicts if v.status in ("fail", "warn", "error")]
    for verdict in failing[:_ATTACHED]:
        for name in verdict.exchanges[:2]:
            if name in exchanges:
                allure.attach(
                    _text(verdict, exchanges[name], base_url), f"{verdict.status} {verdict.id}",
                    allure.attachment_type.TEXT,
                )  # fmt: skip


def _text(verdict: Verdict, exchange: Exchange, base_url: str) -> str:
    body = exchange.response.body.decode("utf-8", "replace") if exchange.response else ""
    return lines("\n".join([
        f"expected: {verdict.expected}", f"observed: {verdict.observed}", "",
        curl_line(exchange.request, base_url), "", f"status {exchange.status}", body[:_SHOWN],
    ]))  # fmt: skip
