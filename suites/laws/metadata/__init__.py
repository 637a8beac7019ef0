"""Metadata: how it changes, its limits and texts, and where it is not offered (catalogue 1.7)."""

COLUMN = "updates"
