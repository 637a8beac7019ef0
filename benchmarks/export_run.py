"""What Schemathesis' own command line finds on the export and the sandbox: nothing, as it should.

    python -m benchmarks.export_run [--seeds 1 2 3 4 5] [--examples 50] [--contracts DIR]

Default checks, no configuration: a valid form that is refused, a wrong one that is accepted, a verb
that nobody declared, an answer that the document does not describe. Each seed asks a fresh server.
What it prints is kept with `--keep DIR`. The exit code is 1 when anything was found.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from sandbox.auth import SECRET

SEEDS = (1, 2, 3, 4, 5)
EXAMPLES = 50  # of one operation
_TOOL = "import sys; from schemathesis.cli import schemathesis; sys.exit(schemathesis())"
_KIND = re.compile(r"❌ (ST\d+ .+?): (\d+)")
_CASES = re.compile(r"(\d+) generated")


@dataclass(frozen=True, slots=True)
class Heard:
    """What the tool said: its exit code, the cases it made, failures by kind, and all of it."""

    code: int
    cases: int
    failures: dict[str, int]
    said: str


def heard(seed: int, examples: int, contracts: Sequence[str], folder: Path) -> Heard:
    """Ask a fresh sandbox with the export of its package; everything is written below a folder."""
    document = folder / "openapi.json"
    command = [sys.executable, "-m", "assay", "export", "openapi", "--out", str(document)]
    subprocess.run(  # noqa: S603 - our own module
        [*command, *contracts], check=True, capture_output=True
    )
    with serving(contracts) as url:
        done = subprocess.run(  # noqa: S603 - the installed package
            [sys.executable, "-c", _TOOL, "run", str(document), "--url", url,
             "--header", f"Authorization: Bearer {SECRET}", "--seed", str(seed),
             "--max-examples", str(examples), "--no-color"],
            capture_output=True, check=False, cwd=folder,
        )  # fmt: skip
    said = done.stdout.decode() + done.stderr.decode()
    cases = _CASES.search(said)
    failures = {kind: int(count) for kind, count in _KIND.findall(said)}
    return Heard(done.returncode, int(cases[1]) if cases else 0, failures, said)


@contextmanager
def serving(contracts: Sequence[str] = ()) -> Iterator[str]:
    """Yield the address of a sandbox, in a process of its own."""
    command = [sys.executable, "-m", "assay", "serve", "--port", "0", *contracts]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            process.wait(10)


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask with each seed and print what was heard. Return 1 when anything was found."""
    options = _options(arguments)
    contracts = ("--contracts", str(options.contracts.resolve())) if options.contracts else ()
    print(f"Schemathesis {version('schemathesis')}, {options.examples} examples", flush=True)
    wrong = False
    for seed in options.seeds:
        with tempfile.TemporaryDirectory() as name:
            found = heard(seed, options.examples, contracts, Path(name))
        told = ", ".join(f"{kind}: {count}" for kind, count in found.failures.items())
        print(f"seed {seed}: {found.cases} cases, exit code {found.code}, {told or 'no failures'}",
              flush=True)  # fmt: skip
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"seed{seed}.txt").write_text(found.said, encoding="utf-8")
        wrong |= found.code != 0
    return int(wrong)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.export_run")
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--examples", type=int, default=EXAMPLES)
    parser.add_argument("--contracts", type=Path, help="An API package (default: the built-in).")
    parser.add_argument("--keep", type=Path, help="Folder for what the tool prints.")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
