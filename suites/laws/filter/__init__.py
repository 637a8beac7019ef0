"""Every documented filter of every list, held against the list itself (G-67 to G-71)."""

COLUMN = "lists"
