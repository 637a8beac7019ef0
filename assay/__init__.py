"""Assay: contract tests and a conformance report for a form-encoded payments API."""

__version__ = "0.1.0"
