"""What a creation makes, and what a refused one does not."""

COLUMN = "valid forms"
