"""Composition root of a plain `pytest` run: everything is in the plugin."""

import sys
from pathlib import Path

_HERE = str(Path(__file__).parent)
if sys.path[0] != _HERE:  # where Assay is installed from a wheel, the suites are those of here
    sys.path.insert(0, _HERE)
for _name, _module in list(sys.modules.items()):  # an installed plugin has loaded that of the wheel
    if _name.partition(".")[0] == "assay" and not str(_module.__file__).startswith(_HERE):
        del sys.modules[_name]

pytest_plugins = ["assay.plugin"]
