"""Two kinds of customers at once (PI-03)."""

COLUMN = "lists"
