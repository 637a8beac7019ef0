"""Reads that have to agree with each other, whatever the data is (catalogue 1.4: G-57 to G-72)."""

COLUMN = "lists"
