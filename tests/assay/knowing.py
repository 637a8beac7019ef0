"""Runs against a sandbox with faults, held against a file of known failures, in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from assay.run.expecting import Wanted, expected
from contracts.loader import API
from sandbox.auth import SECRET
from suites.asking import selected
from tests.near import answering
from tests.running import SEED, Outcome, command, run
from tests.suites.servers import Answer, Call, Reference, Respond

LIST = "issuing.cardholder.list"
PART = (f"{LIST}.pagination", f"{LIST}.accepts", f"{LIST}.response")
ONE_MORE = "pagination.page_size.one_more"  # breaks three claims of the part
NEVER_MORE = "pagination.more_says.never"  # three as well, others
CREATE = "/v1/issuing/cardholders"


def without(path: str, respond: Respond) -> Callable[[Call], Answer]:
    """Return a server that refuses one set-up call."""
    refusal = {"error": {"type": "invalid_request_error", "message": "not today"}}

    def answer(call: Call) -> Answer:
        if call.method == "POST" and call.path == path:
            return Answer(400, json.dumps(refusal).encode(), {"Request-Id": "req_1"})
        return respond(call)

    return answer


def against(
    respond: Respond, folder: Path, *only: str, baseline: Path | None = None,
    required: float | None = None, seed: int = SEED,
) -> Outcome:  # fmt: skip
    """Hold a server against a part of the claims, and what is known in a folder; keep results."""
    known = folder / "assay-known.toml"
    asked = only or PART
    wanted = Wanted(
        API, known if known.exists() else None, baseline, required, folder / "assay.toml"
    )
    held = expected(wanted, "standard", selected(API, "standard", asked).plan)
    with answering(respond) as url:
        outcome = run(url, *asked, key=SECRET, seed=seed, expected=held)
    text = json.dumps(outcome.results)
    (folder / "results.json").write_text(text, encoding="utf-8")
    return outcome


def faulty(folder: Path, *faults: str, **named: Path | float | None) -> Outcome:
    """Hold a sandbox with faults against the same."""
    return against(Reference(*faults), folder, **named)  # type: ignore[arg-type]


def update(folder: Path, *given: str) -> Outcome:
    """Let `assay known update` learn from the last run."""
    return command("known", "update", str(folder / "results.json"), *given, folder=folder)


def prune(folder: Path) -> Outcome:
    """Let `assay known prune` learn from the last run."""
    return command("known", "prune", str(folder / "results.json"), folder=folder)


def text_of(folder: Path) -> str:
    """Return the file of known failures."""
    return (folder / "assay-known.toml").read_text(encoding="utf-8")
