"""The suites of an installed Assay, for those who live in pytest: `pytest -p assay.suites`.

In a checkout they are the folder `suites`, beside a `conftest.py` that does the same. A plugin that
is named is loaded before options are read, so that those of the suites are known.
"""

from __future__ import annotations

import pytest

from assay.bundle_path import bundle, put_first

put_first()

pytest_plugins = ["assay.plugin"]


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> None:
    """Let the suites be what is collected, beside what else is named.

    Where pytest is not started in a folder around the installed suites, files `conftest.py` of such
    folders (of a checkout in whose `.venv` Assay is installed) are another project's.
    """
    suites = bundle() / "suites"
    if early_config.rootpath not in suites.parents:
        early_config.known_args_namespace.confcutdir = str(suites)
    place = str(suites / "test_groups.py")
    if not any(argument.startswith(place) for argument in args):
        args.append(place)
