"""What is deleted is gone as its operation says, and nothing else is."""

COLUMN = "updates"
