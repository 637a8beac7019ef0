"""Renderings of a ledger: one file an output format."""
