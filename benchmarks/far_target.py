"""How much faster a run of a far target is when several groups are asked at a time.

    python -m benchmarks.far_target [--whole]
    python -m benchmarks.far_target --rate 25 --delay 0.3 [--workers 8]

A sandbox on this machine stands behind a line that holds each request back for a tenth of a second.
A smoke run asks it one, four and sixteen groups at a time, in one process. With `--whole` standard
runs, straight to the sandbox, are held against each other as well: one and eight at a time have to
ask for the same and find the same. Exit code 1 when they do not.

With `--rate` a standard run goes over the line, at that many requests a second: from start to exit
code it may take 1.15 times what the rate alone makes of its requests. Exit code 1 when it
takes more.
"""

from __future__ import annotations

import argparse
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
from harness.config import Config
from harness.dumping import dump_config
from harness.redaction import Keys

DELAY = 0.1  # seconds that a request is under way
COUNTS = (1, 4, 16)
MOST = 1.15  # times what the rate alone makes of the requests


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
               "--out", str(folder), "--seed", "7", *flags]  # fmt: skip
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
            flags = ("--profile", "smoke", "--workers", "1", "--concurrency", str(count))
            requests, seconds = run(folder / f"far{count}", there, keys, *flags)
            print(f"{count:2} at a time: {requests} requests in {seconds:.1f} s, "
                  f"{requests / seconds:.1f} a second")  # fmt: skip


def compare(folder: Path, config: Config, keys: Keys) -> list[str]:
    """Return what two standard runs, one and eight groups at a time, ask or find differently."""
    found = []
    for count in (1, 8):
        flags = ("--workers", "1", "--concurrency", str(count))
        requests, seconds = run(folder / f"near{count}", config, keys, *flags)
        print(f"near by, {count} at a time: {requests} requests in {seconds:.1f} s")
        found.append(statuses(folder / f"near{count}"))
    return [*different(*found)]


def whole(folder: Path, config: Config, keys: Keys, asked: argparse.Namespace) -> bool:
    """Print what a standard run over the line takes; return whether that is too much."""
    flags = ("--workers", str(asked.workers)) if asked.workers else ()
    with far(str(config.base_url), asked.delay) as url:
        there = replace(config, base_url=url, rate=asked.rate)
        requests, seconds = run(folder / "whole", there, keys, *flags)
    times = seconds * asked.rate / requests
    print(f"{asked.delay} s away, {asked.rate:g} a second, {asked.workers or 'its own'} workers: "
          f"{requests} requests in {seconds:.0f} s, {times:.2f} times the least")  # fmt: skip
    return times > MOST


def main() -> None:
    """Measure and print; exit 1 when statuses differ, or a run takes too long."""
    parser = argparse.ArgumentParser(prog="benchmarks.far_target")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--rate", type=float)
    parser.add_argument("--delay", type=float, default=DELAY)
    parser.add_argument("--workers", type=int)
    asked = parser.parse_args()
    if asked.rate:
        with embedded(load()) as (config, keys), tempfile.TemporaryDirectory() as name:
            raise SystemExit(whole(Path(name), config, keys, asked))
    amiss: list[str] = []
    with embedded(load()) as (config, keys), tempfile.TemporaryDirectory() as name:
        measure(Path(name), config, keys)
    if asked.whole:
        with embedded(load()) as (config, keys), tempfile.TemporaryDirectory() as name:
            amiss = compare(Path(name), config, keys)
        print(f"differences: {len(amiss)}", *amiss[:20], sep="\n  ")
    raise SystemExit(bool(amiss))


if __name__ == "__main__":
    main()
