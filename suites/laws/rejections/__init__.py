"""Broken clauses of a request table are refused as documented, and change nothing."""

COLUMN = "refusals"
