"""Cursors that a list refuses: those that name nothing, and two at once (G-63, G-64)."""

COLUMN = "lists"
