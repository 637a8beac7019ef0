"""Texts that are longer than documented are refused (G-45)."""

COLUMN = "refusals"
