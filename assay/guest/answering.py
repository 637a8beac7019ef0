"""The process that asks for the tests of a mock: `assay/guest/line.py` talks with it.

It reads questions and writes answers, one JSON value a line, until its input ends.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any, TextIO

from assay.bundle_path import put_first

put_first()

from assay.guest.asking import Asking  # noqa: E402 - the rooms are importable only now
from assay.run.orphans import end_with  # noqa: E402
from assay.telling import told  # noqa: E402
from assay.trouble import Stop  # noqa: E402


def main() -> None:
    """Answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks ends this process when it is told to
    end_with(int(sys.argv[1]))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what anybody prints is no answer
    asking = Asking()
    for line in sys.stdin:
        _say(answers, _answered(asking, json.loads(line)))
    asking.close()


def _answered(asking: Asking, question: dict[str, Any]) -> dict[str, Any]:
    try:
        return asking.answer(question)
    except Stop as trouble:
        return {"trouble": told(trouble.message)}
    except Exception as trouble:  # noqa: BLE001 - it is an error of the item, whatever it was
        return {"trouble": told(f"Assay itself failed: {type(trouble).__name__}: {trouble}")}


def _say(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
