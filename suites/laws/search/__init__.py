"""What any search shows of objects that it finds by a tag in their metadata (catalogue 1.5)."""

COLUMN = "search"
