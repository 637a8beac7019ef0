"""Texts that have not the documented form are refused."""

COLUMN = "refusals"
