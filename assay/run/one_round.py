"""The process that runs one round of a watch: it reads its options and does what `assay run` does.

They come through its standard input, since they may hold a key.
"""

from __future__ import annotations

import pickle
import sys

import click

from assay.bundle_path import put_first

put_first()

from assay.commands.run import once  # noqa: E402 - the rooms are importable only now
from assay.run.orphans import end_with  # noqa: E402
from assay.streams import guard  # noqa: E402
from assay.telling import guarded  # noqa: E402


def main() -> None:
    """Run once, with the exit code of a run."""
    guard()
    end_with(int(sys.argv[1]))
    options = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own parent wrote it
    with guarded():
        try:
            code = once(options)
        except click.ClickException as trouble:
            trouble.show()
            code = trouble.exit_code
    raise SystemExit(code)


if __name__ == "__main__":
    main()
