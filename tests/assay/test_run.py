"""The life of a run: the server it is given, the seed it repeats, the signal that ends it."""

from __future__ import annotations

import contextlib
import itertools
import json
import signal
import time
from pathlib import Path
from typing import Any

import pytest
import urllib3

from assay.run.embedded import embedded
from assay.run.interruption import heed, terminable
from assay.trouble import Stop
from contracts import load
from harness.config import load_config
from harness.ledger import load_ledger
from sandbox.auth import SECRET
from tests.near import answering
from tests.running import assay, command, run, started
from tests.suites.servers import Answer, Call, Reference, listening

KEYS = ("sk_test_one", "sk_test_two", "pk_test_three")
SEEDED = "issuing.settlement"  # no call makes one: a run needs the id that the sandbox wrote
UNSHOWN = (  # what this run has no key or second settlement for, and what its answers cannot show
    "retrieve.auth.publishable_refused", "retrieve.response.money",
    "update.auth.publishable_refused", "update.neighbours", "update.response.money",
)  # fmt: skip
PATIENCE = 300.0  # seconds, after which something hangs
ONLY = "issuing.cardholder.create.*"
SLOW = "rate = 20\n"  # requests a second: twenty seconds and more, if nobody ends the run
VERDICT = '"kind":"verdict"'
EXCHANGE = '"kind":"exchange"'


def results(out: Path) -> dict[str, Any]:
    """Return what a run wrote for programs."""
    found: dict[str, Any] = json.loads((out / "results.json").read_text(encoding="utf-8"))
    return found


def status(url: str, key: str = "") -> int:
    """Return how a server answers a key; 0 when nobody is there."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        with urllib3.PoolManager(retries=False, timeout=5) as pool:
            return pool.request("GET", f"{url}/v1/payment_intents", headers=headers).status
    except urllib3.exceptions.HTTPError:
        return 0


def until(path: Path, *texts: str) -> None:
    """Wait until a file holds texts."""
    end = time.monotonic() + PATIENCE
    while not path.exists() or any(text not in path.read_text(encoding="utf-8") for text in texts):
        assert time.monotonic() < end, f"{path} does not say {texts}"
        time.sleep(0.05)


@pytest.mark.whole
def test_a_served_sandbox_takes_its_keys_and_its_config_fits(tmp_path: Path) -> None:
    path = tmp_path / "target.toml"
    given = [part for key in KEYS for part in ("--api-key", key)]
    serve = ("serve", "--port", "0", "--write-config", str(path), *given)
    with started("-m", "assay", *serve, folder=tmp_path) as server:
        assert server.stdout is not None
        url = server.stdout.readline().rstrip("\n")
        assert load_config(path).base_url == url
        assert [status(url, key) for key in KEYS[:2]] == [200, 200]
        assert [status(url, key) for key in (KEYS[2], "sk_test_assay", "sk_test_on", "")] == [
            401
        ] * 4
        only = ("--only", SEEDED, "--workers", "1")
        outcome = assay("run", "--config", str(path), *only, folder=tmp_path, key=KEYS[1])
    assert outcome.code == 0, outcome.said
    found = results(tmp_path / "reports" / "out" / "latest")
    assert found["run"]["base_url"] == url
    quiet = [v["id"] for v in found["verdicts"] if v["status"] == "not_testable"]
    assert found["totals"]["pass"] == sum(found["totals"].values()) - len(quiet)
    assert quiet == [f"{SEEDED}.{name}" for name in UNSHOWN]
    assert {v["operation"] for v in found["verdicts"]} >= {
        "GET /v1/issuing/settlements/{settlement}"
    }


def test_the_same_seed_says_the_same() -> None:
    said = []
    for _ in range(2):
        with answering(Reference()) as url:
            outcome = run(url, "issuing.cardholder.update.a*", key=SECRET, seed=11)
        assert outcome.code == 0, outcome.said
        verdicts = outcome.results["verdicts"]
        said.append([(v["id"], v["status"], v["clause"]) for v in verdicts])
        assert outcome.results["run"]["seed"] == 11
    assert len(said[0]) > 20
    assert said[0] == said[1]


def test_operations_are_listed_a_line_each(tmp_path: Path) -> None:
    outcome = command("list", "operations", folder=tmp_path)
    *lines, last = outcome.said.splitlines()
    assert outcome.code == 0
    assert len(lines) == 50
    assert all(line.startswith(("GET /v1/", "POST /v1/")) for line in lines)
    assert last == "50 operations"


@pytest.mark.whole
def test_a_run_that_is_told_to_stop_writes_what_it_saw(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (tmp_path / "assay.toml").write_text(SLOW, encoding="utf-8")
    given = ("run", "--workers", "2", "--only", ONLY, "--out", str(out))
    with started("-m", "assay", *given, folder=tmp_path) as process:
        until(out / "parts" / "gw1.ndjson", VERDICT, EXCHANGE)
        settings = json.loads((out / "parts" / "settings.json").read_text(encoding="utf-8"))
        assert status(settings["base_url"]) == 401
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 3, said
    assert "INCOMPLETE" in said
    assert "Traceback" not in said
    assert status(settings["base_url"]) == 0  # its sandbox is gone as well
    assert not (out / "parts").exists()
    incomplete(out, tmp_path)


@pytest.mark.whole
def test_what_is_asked_ahead_ends_when_the_run_is_told_to_stop(tmp_path: Path) -> None:
    out, reference, asked = tmp_path / "out", Reference(), itertools.count()
    (tmp_path / "assay.toml").write_text(SLOW, encoding="utf-8")

    def counted(call: Call) -> Answer:
        next(asked)
        return reference(call)

    with listening(counted) as url:
        wanted = ("run", "--base-url", url, "--concurrency", "4", "--only", ONLY, "--out", str(out))
        with started("-m", "assay", *wanted, folder=tmp_path, key=SECRET) as process:
            until(out / "parts" / "main.ndjson", VERDICT, EXCHANGE)
            process.send_signal(signal.SIGINT)
            said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 3, said
    assert "INCOMPLETE" in said
    assert "Traceback" not in said
    assert next(asked) >= results(out)["requests"] > 0  # those of the preflight are not recorded


@pytest.mark.whole
def test_a_run_whose_target_goes_away_ends_soon_and_says_so(tmp_path: Path) -> None:
    out = tmp_path / "out"
    reference, asked = Reference(), itertools.count()

    def mortal(call: Call) -> Answer:
        if next(asked) > 60:
            raise ConnectionAbortedError  # the connection ends without an answer
        return reference(call)

    with listening(mortal) as url:
        wanted = ("run", "--base-url", url, "--workers", "2", "--only", "issuing.card.*",
                  "--out", str(out))  # fmt: skip
        with started("-m", "assay", *wanted, folder=tmp_path, key=SECRET) as process:
            said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 3, said
    assert "INCOMPLETE" in said
    assert "the target stopped answering at" in said
    assert "Traceback" not in said
    found = results(out)
    assert len(found["verdicts"]) < found["planned"] / 2  # most was left unasked
    assert found["run"]["complete"] is False


@pytest.mark.whole
def test_a_run_that_was_killed_is_rendered_from_what_its_workers_wrote(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (tmp_path / "assay.toml").write_text(SLOW, encoding="utf-8")
    with embedded(load()) as (config, keys):
        given = ("run", "--base-url", str(config.base_url), "--workers", "1", "--only", ONLY,
                 "--out", str(out))  # fmt: skip
        with started("-m", "assay", *given, folder=tmp_path, key=keys.secret) as process:
            until(out / "parts" / "main.ndjson", VERDICT, EXCHANGE)
            process.kill()
            process.communicate(timeout=PATIENCE)
    assert not (out / "ledger.ndjson").exists()
    incomplete(out, tmp_path)


def incomplete(out: Path, folder: Path) -> None:
    """Assert that an unfinished run renders, and says that it is one."""
    outcome = command("report", str(out), folder=folder)
    assert outcome.code == 0, outcome.said
    found, ledger = results(out), load_ledger(out / "ledger.ndjson")
    assert found["run"]["complete"] is False
    assert found["run"]["finished"] is None
    assert found["verdicts"]
    assert found["requests"] == len(ledger.exchanges) > 0
    assert {name for v in found["verdicts"] for name in v["exchanges"]} <= set(ledger.exchanges)
    assert "This run is incomplete" in (out / "report.html").read_text(encoding="utf-8")


@pytest.mark.whole
def test_an_interruption_before_the_suites_is_no_verdict(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with started(
        "-m", "assay", "run", "--workers", "1", "--out", str(out), folder=tmp_path
    ) as process:
        until(out / "parts" / "settings.json", "}")
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 3, said
    assert "Traceback" not in said


@pytest.mark.whole
def test_an_interruption_of_what_is_executed_as_a_text_is_one_as_well(tmp_path: Path) -> None:
    """The interpreter would end by the signal, though the interruption was caught."""
    text = (
        "from assay.run.interruption import terminable\n"
        "from assay.trouble import Stop\n"
        "try:\n"
        "    with terminable():\n"
        "        exec('raise KeyboardInterrupt')\n"
        "except Stop as trouble:\n"
        "    raise SystemExit(trouble.exit_code)\n"
    )
    (tmp_path / "interrupted.py").write_text(text, encoding="utf-8")
    with started("-m", "interrupted", folder=tmp_path) as process:
        said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 3, said


def swallowed() -> None:
    """Interrupt where nobody lets an interruption through, as a finalizer does, and go on."""
    with contextlib.suppress(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    heed()


def test_what_breaks_while_a_run_is_told_to_stop_is_the_interruption() -> None:
    def torn() -> None:
        with contextlib.suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        raise ExceptionGroup("left open", [ResourceWarning()])

    with pytest.raises(Stop, match="interrupted"), terminable():
        torn()
    with pytest.raises(ZeroDivisionError), terminable():
        raise ZeroDivisionError


def test_an_interruption_that_python_drops_is_heeded_later() -> None:
    with pytest.raises(Stop, match="interrupted"), terminable():
        swallowed()
    heed()  # the next run was told nothing
