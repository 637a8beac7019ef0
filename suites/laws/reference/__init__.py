"""Ids of nothing are refused where an object is named (G-49)."""

COLUMN = "refusals"
