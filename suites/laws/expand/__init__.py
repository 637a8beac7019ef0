"""Expansion: ids become objects, where it is asked for and nowhere else (catalogue 1.6)."""

COLUMN = "expand"
