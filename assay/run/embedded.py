"""The sandbox as a process of its own, for runs without a base URL."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from assay.bundle_path import bundle
from assay.run.keyring import made_up
from assay.trouble import INCOMPLETE, USAGE, Stop, temporary
from contracts import Contracts
from harness.config import PUBLISHABLE_ENV, SECRET_ENV, Config
from harness.redaction import Keys

KEYS_ENV = "ASSAY_SERVE_KEYS"  # the keys of a sandbox that a run starts: no command line shows them

_PATIENCE = 5.0  # seconds that it may take to end

Reached = Callable[[], tuple[Config, Keys]]


@contextlib.contextmanager
def embedded(contracts: Contracts) -> Iterator[tuple[Config, Keys]]:
    """Start a sandbox with keys of its own, yield what reaches it, stop it afterwards.

    Raises Stop when it does not start.
    """
    with starting(contracts) as reached:
        yield reached()


@contextlib.contextmanager
def starting(contracts: Contracts) -> Iterator[Reached]:
    """Start a sandbox of an API and yield what waits for it: there is other work to do meanwhile.

    It ends with this process, however that ends, and leaves nothing on disk.
    """
    auth = contracts.auth
    public = made_up(auth, publishable=True) if auth.publishable else None
    keys = Keys(made_up(auth) if auth.schemes else "", public)
    with temporary(tempfile.TemporaryFile) as noise:  # no pipe: it may say more than one holds
        process = _start(contracts, keys, noise)
        try:
            yield lambda: _reached(process, contracts, keys, noise)
        finally:
            _stop(process)


def _said(noise: IO[bytes]) -> str:
    """Return what a process wrote to its standard error."""
    noise.seek(0)
    return noise.read().decode(errors="replace")


def _reached(
    process: subprocess.Popen[str], contracts: Contracts, keys: Keys, noise: IO[bytes]
) -> tuple[Config, Keys]:
    """Return what reaches a sandbox, when it serves. Raises Stop when it does not start."""
    line = process.stdout.readline().strip() if process.stdout else ""
    if not line.startswith("http"):
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_PATIENCE)
        said = _said(noise)
        if process.poll() == USAGE:  # the package is wrong, and it has said where
            raise Stop(said.partition("Error: ")[2].strip() or said, USAGE)
        why = said[-500:] or f"its process ended with {process.poll()}, and said nothing"
        raise Stop(f"the embedded sandbox did not start: {why}", INCOMPLETE)
    ids = json.loads(process.stdout.readline() if process.stdout else "")
    found = {name: tuple(given) for name, given in ids.items()}
    return Config(line, api_version=contracts.api_version, ids=found, own=True), keys


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def _start(contracts: Contracts, keys: Keys, noise: IO[bytes]) -> subprocess.Popen[str]:
    root = Path(__file__).resolve().parents[2]
    found = os.pathsep.join([str(root), str(bundle()), os.environ.get("PYTHONPATH", "")])
    of_another = (SECRET_ENV, PUBLISHABLE_ENV)  # keys that the sandbox has no use for
    environment = {
        **{name: value for name, value in os.environ.items() if name not in of_another},
        KEYS_ENV: ",".join(filter(None, (keys.secret, keys.publishable))),
        "PYTHONPATH": found,
    }
    package = ("--contracts", str(contracts.root))
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "assay", "serve", "--port", "0", "--owned", *package], text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=noise, env=environment,
    )  # fmt: skip
