"""`assay` and `python -m assay`."""

from __future__ import annotations

from assay.bundle_path import put_first

put_first()

from assay.cli import cli  # noqa: E402 - the rooms are importable only now


def main() -> None:
    """Run the command line."""
    cli(prog_name="assay")


if __name__ == "__main__":
    main()
