"""`assay` and `python -m assay`."""

from __future__ import annotations

import signal
import sys
import traceback
from pathlib import Path
from typing import NoReturn

_OURS = __name__ == "__main__" or Path(sys.argv[0]).stem == "assay"
if _OURS and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Until a command has begun, who interrupts it wants no traceback of what is being imported.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from assay.bundle_path import put_first  # noqa: E402 - nothing of ours before that

put_first()

from assay.cli import cli  # noqa: E402 - the rooms are importable only now
from assay.streams import guard, lost  # noqa: E402
from assay.telling import told  # noqa: E402
from assay.trouble import FULL, INCOMPLETE, USAGE, code_of  # noqa: E402
from contracts.errors import ContractError  # noqa: E402

# What these are for stands in files, or is their exit code: what they print only tells of it.
_TELLING = {"doctor", "init", "known", "merge", "record", "report", "run", "scoreboard", "serve"}


def main() -> None:
    """Run the command line. A defect of Assay's own is never told as a broken must (1)."""
    guard()
    try:
        cli(prog_name="assay")
    except SystemExit as ended:
        trouble = None if ended.code or _TELLING.intersection(sys.argv[1:2]) else lost()
        if trouble is None:
            raise
        sys.stderr.write(f"Error: cannot write to the standard output: {trouble.strerror}\n")
        raise SystemExit(code_of(trouble)) from None
    except ContractError as trouble:
        sys.stderr.write(told(f"Error: a contract file is broken: {trouble.told}\n"))
        raise SystemExit(USAGE) from None
    except OSError as trouble:
        if trouble.errno not in FULL:
            _defect()
        place = f" {trouble.filename}" if trouble.filename else ""
        sys.stderr.write(told(f"Error: cannot write{place}: {trouble.strerror}\n"))
        raise SystemExit(INCOMPLETE) from None
    except Exception:  # noqa: BLE001 - whatever it was
        _defect()


def _defect() -> NoReturn:
    """Tell of the exception that nobody has thought of."""
    sys.stderr.write(told(traceback.format_exc()))
    sys.stderr.write("Error: Assay itself failed, which says nothing about the server\n")
    raise SystemExit(INCOMPLETE) from None


if __name__ == "__main__":
    main()
