"""How much faster a run of a far target is when several groups are asked at a time.

    python -m benchmarks.far_target [--whole]

A sandbox on this machine stands behind a line that holds each request back for a tenth of a second.
A smoke run asks it one, four and sixteen groups at a time, in one process. With `--whole` standard
runs, straight to the sandbox, are held against each other as well: one and eight at a time have to
ask for the same and find the same. Exit code 1 when they do not.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from assay.run.embedded import embedded
from benchmarks.compare_runs import different, statuses
from contracts import load
from harness.config import Config, dump_config
from harness.redaction import Keys

DELAY = 0.1  # seconds that a request is under way
COUNTS = (1, 4, 16)


@contextlib.contextmanager
def far(url: str, delay: float) -> Iterator[str]:
    """Yield the address of a line to a server, over which each request takes `delay` longer."""
    host, port = urlsplit(url).hostname, urlsplit(url).port
    loop, ready, found = asyncio.new_event_loop(), threading.Event(), []

    async def carry(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter, wait: float
    ) -> None:
        with contextlib.suppress(OSError):
            while block := await reader.read(65536):
                await asyncio.sleep(wait)
                writer.write(block)
                await writer.drain()
        writer.close()

    async def link(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inward, outward = await asyncio.open_connection(host, port)
        await asyncio.gather(carry(reader, outward, delay), carry(inward, writer, 0))

    async def serve() -> None:
        server = await asyncio.start_server(link, "127.0.0.1", 0)
        found.append(server.sockets[0].getsockname()[1])
        ready.set()
        with contextlib.suppress(asyncio.CancelledError):
            await server.serve_forever()

    task = loop.create_task(serve())
    thread = threading.Thread(target=loop.run_until_complete, args=(task,), daemon=True)
    thread.start()
    ready.wait(5)
    yield f"http://127.0.0.1:{found[0]}"
    loop.call_soon_threadsafe(task.cancel)
    thread.join(5)


def run(folder: Path, config: Config, keys: Keys, *flags: str) -> tuple[int, float]:
    """Return the requests of a run in one process and the seconds that it took."""
    folder.mkdir(parents=True)
    (folder / "assay.toml").write_text(dump_config(config), encoding="utf-8")
    command = [sys.executable, "-m", "assay", "run", "--config", str(folder / "assay.toml"),
               "--out", str(folder), "--workers", "1", "--seed", "7", *flags]  # fmt: skip
    environment = {**os.environ, "ASSAY_API_KEY": keys.secret,
                   "ASSAY_PUBLISHABLE_KEY": keys.publishable or ""}  # fmt: skip
    started = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        command, env=environment, capture_output=True, check=False, cwd=folder
    )
    seconds = time.perf_counter() - started
    if done.returncode != 0:
        said = (done.stdout + done.stderr).decode()[-500:]
        raise SystemExit(f"the run ended with {done.returncode}: {said}")
    found = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return int(found["requests"]), seconds


def measure(folder: Path, config: Config, keys: Keys) -> None:
    """Print the requests a second of smoke runs over a far line."""
    with far(str(config.base_url), DELAY) as url:
        there = replace(config, base_url=url)
        for count in COUNTS:
            flags = ("--profile", "smoke", "--concurrency", str(count))
            requests, seconds = run(folder / f"far{count}", there, keys, *flags)
            print(f"{count:2} at a time: {requests} requests in {seconds:.1f} s, "
                  f"{requests / seconds:.1f} a second")  # fmt: skip


def compare(folder: Path, config: Config, keys: Keys) -> list[str]:
    """Return what two standard runs, one and eight groups at a time, ask or find differently."""
    found = []
    for count in (1, 8):
        requests, seconds = run(folder / f"near{count}", config, keys, "--concurrency", str(count))
        print(f"near by, {count} at a time: {requests} requests in {seconds:.1f} s")
        found.append(statuses(folder / f"near{count}"))
    return [*different(*found)]


def main() -> None:
    """Measure and print; exit 1 when statuses differ."""
    amiss: list[str] = []
    with embedded(load()) as (config, keys), tempfile.TemporaryDirectory() as name:
        measure(Path(name), config, keys)
    if "--whole" in sys.argv:
        with embedded(load()) as (config, keys), tempfile.TemporaryDirectory() as name:
            amiss = compare(Path(name), config, keys)
        print(f"differences: {len(amiss)}", *amiss[:20], sep="\n  ")
    raise SystemExit(bool(amiss))


if __name__ == "__main__":
    main()
