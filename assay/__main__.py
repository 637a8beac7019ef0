"""`assay` and `python -m assay`."""

from __future__ import annotations

import contextlib
import signal
import sys
import traceback
from pathlib import Path
from typing import NoReturn

_OURS = __name__ == "__main__" or Path(sys.argv[0]).stem == "assay"
if _OURS and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Until a command has begun, who interrupts it wants no traceback of what is being imported.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

_OUT_OF_ORDER = 3  # INCOMPLETE, which may be what cannot be imported
_CUT_SHORT = (
    "what Python keeps of a compiled module was cut short, as a full disk does: remove the folders "
    f"__pycache__ below {Path(__file__).parent}, beside it, and in the API package"
)


def _damage(trouble: BaseException) -> str:
    """Return which module cannot be imported and why, "" where something else is the matter."""
    if isinstance(trouble, ImportError):
        return str(trouble)
    *_, (last, line) = traceback.walk_tb(trouble.__traceback__)
    if isinstance(trouble, SyntaxError):
        place = f"{trouble.filename}, line {trouble.lineno}"
        # null bytes have no place of their own
        asking = f"what {last.f_code.co_filename} imports in line {line}"
        return f"{place if trouble.filename else asking}: {trouble.msg}"
    if not last.f_code.co_filename.startswith("<frozen importlib"):
        return ""
    if isinstance(trouble, OSError):
        return f"cannot read {trouble.filename}: {trouble.strerror}"
    return _CUT_SHORT


def _ended(damage: str) -> NoReturn:
    with contextlib.suppress(OSError, ValueError, AttributeError):  # nobody may be listening
        sys.stderr.write(f"Error: {' '.join(damage.split())}\n")
    raise SystemExit(_OUT_OF_ORDER) from None


try:
    from assay.bundle_path import put_first

    put_first()

    from assay.cli import cli  # the rooms are importable only now
    from assay.streams import guard, lost
    from assay.telling import told
    from assay.trouble import FULL, INCOMPLETE, UNTHINKABLE, USAGE, code_of
    from contracts.errors import ContractError
except Exception as trouble:
    if not _OURS or not _damage(trouble):
        raise
    _ended(_damage(trouble))

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
        if trouble.errno in UNTHINKABLE and trouble.filename:
            sys.stderr.write(told(f"Error: {trouble.filename}: {trouble.strerror}\n"))
            raise SystemExit(USAGE) from None
        if trouble.errno not in FULL:
            _defect(trouble)
        place = f" {trouble.filename}" if trouble.filename else ""
        sys.stderr.write(told(f"Error: cannot write{place}: {trouble.strerror}\n"))
        raise SystemExit(INCOMPLETE) from None
    except Exception as trouble:  # noqa: BLE001 - whatever it was
        _defect(trouble)


def _defect(trouble: Exception) -> NoReturn:
    """Tell of a module that cannot be imported, or of the exception that nobody has thought of."""
    if damage := _damage(trouble.__cause__ or trouble):
        _ended(told(damage))
    sys.stderr.write(told(traceback.format_exc()))
    sys.stderr.write("Error: Assay itself failed, which says nothing about the server\n")
    raise SystemExit(INCOMPLETE) from None


if __name__ == "__main__":
    main()
