"""A test of Allure for each verdict, made by Allure's own library, with exchanges attached.

Names, and what histories are kept by, are made of ids alone: they are the same in each run, with
any number of workers. Nothing that was not judged is green. An exchange is attached once, however
many verdicts show it; those of breaches come first, and then as many as there is room for.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from allure_commons.logger import AllureMemoryLogger
from allure_commons.model2 import (
    ATTACHMENT_PATTERN,
    TEST_CASE_PATTERN,
    Attachment,
    Label,
    StatusDetails,
    TestResult,
)
from allure_commons.model2 import Status as Outcome
from allure_commons.types import AttachmentType, LabelType, Severity
from allure_commons.utils import md5

from harness.exchange import Exchange
from harness.ledger import Ledger
from harness.legible import line, printed
from harness.verdict import Level, Status, Verdict
from reports.answers import cut
from reports.beyond import Beyond, beyond, weight
from reports.evidence import show
from reports.split import RUN, Name, Names
from reports.wording import plain, promise, short

STATUSES: Mapping[Status, str] = {
    "pass": Outcome.PASSED, "fail": Outcome.FAILED, "fixed": Outcome.FAILED,
    "error": Outcome.BROKEN, "warn": Outcome.SKIPPED, "known": Outcome.SKIPPED,
    "noted": Outcome.SKIPPED, "not_testable": Outcome.SKIPPED, "not_supported": Outcome.SKIPPED,
}  # fmt: skip
_SEVERITIES: Mapping[Level, Severity] = {
    "must": Severity.CRITICAL, "should": Severity.MINOR, "probe": Severity.TRIVIAL,
}  # fmt: skip
_ROOM = 1_000_000  # characters of attachments of one run
_SHOWN = 6_000  # characters of one
_EACH = 2  # exchanges that are attached to one verdict
_SPACE = uuid.UUID("5f0fb52e-6f3c-5a5b-9d0c-6d2f1d6a4c11")  # of names that are ours
_GRAVEST: tuple[Status, ...] = ("fail", "fixed", "error", "warn", "known")
CATEGORIES = (
    ("Promises broken", Outcome.FAILED, ""), ("Could not be asked", Outcome.BROKEN, ""),
    ("Warnings", Outcome.SKIPPED, "warn: "), ("Known failures", Outcome.SKIPPED, "known: "),
    ("Noted, no promise", Outcome.SKIPPED, "noted: "),
    ("Not testable", Outcome.SKIPPED, "not_testable: "),
    ("Not supported", Outcome.SKIPPED, "not_supported: "),
)  # fmt: skip


def render(ledger: Ledger) -> dict[str, str]:
    """Return the files of a folder of Allure results, by name."""
    logger, attached = AllureMemoryLogger(), _Attached(ledger)
    names = Names(ledger)
    for verdict in sorted(ledger.verdicts, key=_gravity):
        logger.report_result(_test(ledger, verdict, names.of(verdict), attached))
    for told in beyond(ledger):
        logger.report_result(_of_run(ledger, told))
    results = {TEST_CASE_PATTERN.format(prefix=case["uuid"]): json.dumps(case, ensure_ascii=False)
               for case in logger.test_cases}  # fmt: skip
    return {**dict(sorted(results.items())), **attached.texts, **_about(ledger)}


def _gravity(verdict: Verdict) -> int:
    return _GRAVEST.index(verdict.status) if verdict.status in _GRAVEST else len(_GRAVEST)


def _test(ledger: Ledger, verdict: Verdict, name: Name, attached: _Attached) -> TestResult:
    """Return the test of a verdict."""
    law = ledger.laws.get(verdict.law)
    found = _named(ledger, verdict.id, (name.resource, name.operation), name.rest)
    found.status = STATUSES[weight(ledger, verdict)]
    found.description = cut(line(law.says), _SHOWN) if law is not None and law.says else None
    if verdict.status != "pass":
        found.statusDetails = StatusDetails(
            known=verdict.status == "known", flaky=verdict.once, message=short(verdict),
            trace=plain(ledger, verdict),
        )  # fmt: skip
        found.description = "\n\n".join(filter(None, (found.description, _cited(ledger, verdict))))
    found.labels += _labels({
        LabelType.FEATURE: verdict.operation or name.operation, LabelType.STORY: verdict.law,
        LabelType.SEVERITY: _SEVERITIES[verdict.level], LabelType.TAG: verdict.level,
    })  # fmt: skip
    shown = [ledger.exchanges[one] for one in verdict.exchanges if one in ledger.exchanges]
    if shown:
        found.start = _milliseconds(min(e.started for e in shown))
        found.stop = found.start + _milliseconds(sum(e.seconds for e in shown))
    count = 1 if verdict.status == "pass" else _EACH
    found.attachments = attached.to(shown[:count])
    return found


def _cited(ledger: Ledger, verdict: Verdict) -> str:
    return cut(line(promise(ledger, verdict)), _SHOWN)


def _of_run(ledger: Ledger, told: Beyond) -> TestResult:
    """Return the test of what a run comes to beside its verdicts."""
    found = _named(ledger, f"{RUN}.{told.name}", (RUN, RUN), told.name)
    found.status = Outcome.FAILED if told.kind == "failure" else Outcome.BROKEN
    found.statusDetails = StatusDetails(message=told.text)
    return found


def _named(ledger: Ledger, whole: str, suites: tuple[str, str], name: str) -> TestResult:
    """Return a test by its id, with its place in the tree and what its history is kept by."""
    began = _milliseconds(float(ledger.header.get("started") or 0.0))
    identity = md5(whole.encode("utf-8", "surrogatepass"))
    labels = _labels({
        LabelType.PARENT_SUITE: suites[0], LabelType.SUITE: suites[1],
        LabelType.FRAMEWORK: "assay",
    })  # fmt: skip
    return TestResult(
        uuid=_uuid(ledger, whole), historyId=identity, testCaseId=identity, name=line(name),
        fullName=line(whole), titlePath=[line(part) for part in suites], labels=labels,
        start=began, stop=began, stage="finished",
    )  # fmt: skip


def _uuid(ledger: Ledger, name: str) -> str:
    """Return a name of a file that is the same whenever a run is rendered, and in no other run."""
    run = f"{ledger.header.get('run')} {name}".encode("ascii", "backslashreplace").decode()
    return str(uuid.uuid5(_SPACE, run))


def _labels(values: Mapping[str, Any]) -> list[Label]:
    return [Label(name=str(getattr(kind, "value", kind)), value=line(str(getattr(v, "value", v))))
            for kind, v in values.items()]  # fmt: skip


def _milliseconds(seconds: float) -> int:
    return round(1000 * seconds)


class _Attached:
    """The exchanges that are attached, each once, as long as there is room for them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._base = str(ledger.header.get("base_url", ""))
        self._left = _ROOM
        self.texts: dict[str, str] = {}

    def to(self, exchanges: Iterable[Exchange]) -> list[Attachment]:
        """Return what is attached of exchanges."""
        return [found for exchange in exchanges if (found := self._of(exchange)) is not None]

    def _of(self, exchange: Exchange) -> Attachment | None:
        kind = AttachmentType.TEXT
        file = ATTACHMENT_PATTERN.format(
            prefix=_uuid(self._ledger, exchange.id), ext=kind.extension
        )
        if file not in self.texts:
            text = self._text(exchange)
            if len(text) > self._left:
                return None
            self._left -= len(text)
            self.texts[file] = text
        name = line(f"{exchange.id} {exchange.request.method} {exchange.request.path}")
        return Attachment(name=cut(name, _EACH * 100), source=file, type=kind.mime_type)

    def _text(self, exchange: Exchange) -> str:
        shown = show(exchange, self._base)
        headers = (f"{name}: {value}" for name, value in shown.headers)
        head = [line(text) for text in (shown.curl, "", shown.status, *headers, "")]
        return cut(printed("\n".join([*head, shown.body])), _SHOWN)


def _about(ledger: Ledger) -> dict[str, str]:
    """Return what Allure shows of a run beside its tests."""
    wanted = ("base_url", "profile", "seed", "version", "api_version", "run")
    found = {name: line(str(ledger.header[name])) for name in wanted if name in ledger.header}
    told = [f"{name}={_property(value)}\n" for name, value in found.items()]
    categories = [_category(*category) for category in CATEGORIES]
    return {"environment.properties": "".join(told), "categories.json": json.dumps(categories)}


def _property(text: str) -> str:
    return text.replace("\\", "\\\\")


def _category(name: str, status: str, beginning: str) -> dict[str, Any]:
    matched = {"messageRegex": f"^{beginning}[\\s\\S]*"} if beginning else {}
    return {"name": name, "matchedStatuses": [status], **matched}
