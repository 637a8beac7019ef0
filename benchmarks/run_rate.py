"""How fast a standard run is: beside Schemathesis' command line, and beside bare `requests`.

    python -m benchmarks.run_rate

All three ask one sandbox on this machine, one after the other, with as many processes. What counts
is the whole process, from its start to its exit code. The run is printed as a share of what two
processes of bare `requests` send in the same time, and as a multiple of Schemathesis.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import requests

from assay.run.embedded import embedded
from contracts import load
from contracts.openapi import export
from harness.dumping import dump_config

PROCESSES = 2
BARE = 4_000  # requests of each process
PATH = "/v1/payment_intents"
FORM = {"amount": "2000", "currency": "usd"}
EXAMPLES = 5  # of one operation, for Schemathesis
LEAST = 0.30  # of bare requests


def assay(folder: Path, environment: dict[str, str]) -> tuple[int, float]:
    """Return the requests of a standard run and the seconds from start to exit code."""
    command = [sys.executable, "-m", "assay", "run", "--config", str(folder / "assay.toml"),
               "--out", str(folder / "out"), "--workers", str(PROCESSES),
               "--seed", "1"]  # fmt: skip
    started = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        command, env=environment, capture_output=True, check=False, cwd=folder
    )
    seconds = time.perf_counter() - started
    if done.returncode != 0:
        raise SystemExit(f"the run ended with {done.returncode}: {done.stdout.decode()[-500:]}")
    found = json.loads((folder / "out" / "results.json").read_text(encoding="utf-8"))
    return int(found["requests"]), seconds


def bare(url: str, key: str) -> tuple[int, float]:
    """Return what processes of bare requests send: half creations, half lists of one object."""
    started = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        pool.starmap(_ask, [(url, key)] * PROCESSES)
    return BARE * PROCESSES, time.perf_counter() - started


def _ask(url: str, key: str) -> None:
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {key}"
        for number in range(BARE):
            if number % 2:
                session.get(url + PATH, params={"limit": 1}, timeout=10)
            else:
                session.post(url + PATH, data=FORM, timeout=10)


def schemathesis(folder: Path, url: str, key: str) -> tuple[int, float]:
    """Return the requests of Schemathesis' command line on our export, and its seconds."""
    document = folder / "openapi.json"
    document.write_text(json.dumps(export(load())), encoding="utf-8")
    report = folder / "schemathesis.ndjson"
    command = [sys.executable, "-m", "schemathesis.cli", "run", str(document), "--url", url,
               "--header", f"Authorization: Bearer {key}", "--max-examples", str(EXAMPLES),
               "--workers", str(PROCESSES), "--seed", "1", "--report", "ndjson",
               "--report-ndjson-path", str(report)]  # fmt: skip
    started = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False, cwd=folder)  # noqa: S603
    seconds = time.perf_counter() - started
    text = report.read_text(encoding="utf-8") if report.exists() else ""
    return text.count('"status_code"'), seconds


def main() -> None:
    """Measure and print; exit 1 when the run is slower than promised."""
    with embedded(load()) as (config, keys), tempfile.TemporaryDirectory() as name:
        folder, url = Path(name), str(config.base_url)
        (folder / "assay.toml").write_text(dump_config(config), encoding="utf-8")
        environment = {**os.environ, "ASSAY_API_KEY": keys.secret,
                       "ASSAY_PUBLISHABLE_KEY": keys.publishable or ""}  # fmt: skip
        rates = {}
        for what, measure in (
            ("a standard run", lambda: assay(folder, environment)),
            ("bare requests", lambda: bare(url, keys.secret)),
            ("Schemathesis", lambda: schemathesis(folder, url, keys.secret)),
        ):
            count, seconds = measure()
            rates[what] = count / seconds
            print(f"{what}: {count} requests in {seconds:.1f} s, {count / seconds:.0f} a second")
    share = rates["a standard run"] / rates["bare requests"]
    times = rates["a standard run"] / rates["Schemathesis"] if rates["Schemathesis"] else 0.0
    print(f"{share:.2f} of bare requests, {times:.1f} times Schemathesis (at least {LEAST:.2f})")
    raise SystemExit(share < LEAST)


if __name__ == "__main__":
    main()
