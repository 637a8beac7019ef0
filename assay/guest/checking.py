"""What pytest makes of the verdicts on a group: an error, a failure, a skip, or nothing to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

_SHOWN = 20  # claims that one item tells of
_LONGEST = 1500  # characters of a curl line: a longer one is in no terminal of use
_BREACHES = ("fail", "fixed")


class Check:
    """The verdicts on one group of claims, as plain data, and what they are worth.

    `looked` says whether `check` was called: an item that nobody looked at is no pass.
    """

    def __init__(self, group: str, told: Mapping[str, Any]) -> None:
        self.group = group
        self.base_url: str = told["base_url"]
        self.seed: int = told["seed"]
        self.verdicts: list[dict[str, str]] = told["verdicts"]
        self.looked = False

    def __repr__(self) -> str:
        return f"<assay {self.group}: {len(self.verdicts)} verdicts>"

    def testable(self) -> None:
        """Fail where the network or the suite failed and no breach was seen: that is an error."""
        errors = self._of("error")
        if errors and not self._of(*_BREACHES):
            pytest.fail(self._told(errors, "could not be judged"), pytrace=False)

    def check(self) -> None:
        """Fail for what is broken, xfail for known failures, skip for what could not be judged."""
        __tracebackhide__ = True
        self.looked = True
        broken = self._of(*_BREACHES)
        if broken:
            pytest.fail(self._told([*broken, *self._of("error")], "broken"), pytrace=False)
        known = self._of("known")
        if known:
            pytest.xfail(f"{len(known)} known: {known[0]['id']}: {known[0]['message']}")
        others = [v for v in self.verdicts if v["status"] not in ("pass", "noted")]
        if others:
            first = others[0]
            text = f"{first['status']} {first['id']}: {first['message']}"
            pytest.skip(f"{len(others)} of {len(self.verdicts)}: {text}")
        if not self._of("pass"):
            pytest.skip("probes only: what was seen is no pass" if self.verdicts
                        else "nothing was judged")  # fmt: skip

    def _of(self, *statuses: str) -> list[dict[str, str]]:
        return [verdict for verdict in self.verdicts if verdict["status"] in statuses]

    def _told(self, verdicts: list[dict[str, str]], what: str) -> str:
        head = f"{len(verdicts)} of {len(self.verdicts)} claims {what} at {self.base_url}"
        lines = [f"{head} (group {self.group}, seed {self.seed})"]
        for verdict in verdicts[:_SHOWN]:
            lines += ["", *_lines(verdict)]
        if len(verdicts) > _SHOWN:
            lines += ["", f"and {len(verdicts) - _SHOWN} more"]
        return "\n".join(lines)


def _lines(verdict: Mapping[str, str]) -> Iterable[str]:
    """Yield what a reader needs of one claim."""
    yield f"{verdict['status']} {verdict['id']} ({verdict['clause'] or 'no clause'})"
    if not verdict["expected"]:
        yield f"  says      {verdict['message']}"
    for name in ("expected", "observed", "request", "answer"):
        if verdict.get(name):
            yield f"  {name:<9} {verdict[name]}"
    if verdict.get("curl"):
        long = len(verdict["curl"]) > _LONGEST
        yield f"  curl      {'too long to be shown' if long else verdict['curl']}"
    if verdict["status"] != "error":
        yield f"  more      assay explain '{verdict['id']}'"
