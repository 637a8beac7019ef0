"""Rows that exclude each other are refused when both are sent (CH-20)."""

COLUMN = "refusals"
