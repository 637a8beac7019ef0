"""Lists: order, page size, both cursors, walks and the ends (catalogue 1.4)."""

COLUMN = "lists"
