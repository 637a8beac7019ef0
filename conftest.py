"""Composition root of a plain `pytest` run: everything is in the plugin."""

pytest_plugins = ["assay.plugin"]
