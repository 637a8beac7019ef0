"""Queries that a search of payment intents refuses (G-82)."""

COLUMN = "search"
