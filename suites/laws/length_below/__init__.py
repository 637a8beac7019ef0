"""Texts that are shorter than documented are refused."""

COLUMN = "refusals"
