"""Rows that a neighbouring table has and this one lacks are unknown parameters here (G-34)."""
