"""How much of a half-built server is judged: of what is asked about the operations that it has.

    python -m benchmarks.judged_share                                     # localstripe, installed
    python -m benchmarks.judged_share --server emulate --base-url URL     # one that listens

Which operations a server has routes for stands in `judged_share.yaml`, read from its source.
Counted are the planned claims of a standard run about these, but probes; judged are those that end
with a pass, a breach, or a breach that is known. What is left is printed by its root, most first.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.third_party import listening
from harness.verdict import JUDGED

KEY = "sk_test_12345"
ROUTES = Path(__file__).with_suffix(".yaml")

Verdicts = Sequence[Mapping[str, Any]]


def about(verdicts: Verdicts, operations: Sequence[str]) -> list[Mapping[str, Any]]:
    """Return the verdicts on claims about some operations, but those on probes."""
    starts = tuple(f"{name}." for name in operations)
    return [v for v in verdicts if v["id"].startswith(starts) and v["level"] != "probe"]


def share(verdicts: Verdicts) -> float:
    """Return how many of the verdicts in a hundred judge."""
    return 100 * sum(v["status"] in JUDGED for v in verdicts) / max(1, len(verdicts))


def causes(verdicts: Verdicts) -> Counter[tuple[str, str]]:
    """Return how many claims each cause leaves unjudged: its root, and what the verdict says."""
    return Counter(
        (v.get("root") or v.get("blocked_by") or "", v.get("message", ""))
        for v in verdicts if v["status"] not in JUDGED
    )  # fmt: skip


def asked(url: str, seed: int) -> Verdicts:
    """Return the verdicts of a standard run."""
    environment = {"ASSAY_API_KEY": KEY, **os.environ}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "assay", "run", "--base-url", url,
                   "--seed", str(seed), "--out", f"{folder}/out"]  # fmt: skip
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, env=environment, capture_output=True, check=False
        )
        results = Path(folder, "out", "results.json")
        if not results.exists():
            raise SystemExit(f"the run ended with {done.returncode}: {done.stderr.decode()[-500:]}")
        verdicts: Verdicts = json.loads(results.read_text(encoding="utf-8"))["verdicts"]
        return verdicts


def main() -> None:
    """Measure and print; exit 1 when less is judged than is promised."""
    servers = yaml.safe_load(ROUTES.read_text(encoding="utf-8"))
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--server", choices=sorted(servers), default="localstripe")
    parser.add_argument("--base-url", help="a server that listens already")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--results", type=Path, help="a results.json instead of a run")
    parser.add_argument("--causes", type=int, default=40, help="how many to print")
    chosen = parser.parse_args()
    server = servers[chosen.server]
    if chosen.results:
        every = json.loads(chosen.results.read_text(encoding="utf-8"))["verdicts"]
    elif chosen.base_url:
        every = asked(chosen.base_url, chosen.seed)
    elif chosen.server == "localstripe":
        with tempfile.TemporaryDirectory() as folder, listening(Path(folder)) as url:
            every = asked(url, chosen.seed)
    else:
        parser.error(f"start {chosen.server} {server['version']} and give its --base-url")
    _tell(about(every, server["operations"]), server, chosen.causes)


def _tell(found: Verdicts, server: Mapping[str, Any], most: int) -> None:
    for name in server["operations"]:
        own = about(found, [name])
        print(f"{name}: {share(own):.1f}% of {len(own)}")
    print(", ".join(f"{n} {status}" for status, n in Counter(v["status"] for v in found).items()))
    print(f"judged: {share(found):.1f}% of {len(found)} claims (at least {server['least']}%)")
    for (root, message), count in causes(found).most_common(most):
        print(f"{count:5} {root or '-'}: {message}")
    raise SystemExit(share(found) < server["least"])


if __name__ == "__main__":
    main()
