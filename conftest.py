"""Composition root of a plain `pytest` run: everything is in the plugin."""

import sys
from pathlib import Path

_HERE = str(Path(__file__).parent)
if sys.path[0] != _HERE:  # where Assay is installed from a wheel, the suites are those of here
    sys.path.insert(0, _HERE)

pytest_plugins = ["assay.plugin"]
