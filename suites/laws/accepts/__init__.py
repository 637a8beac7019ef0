"""Valid forms are accepted: each row with each of its values, and what is drawn beyond."""

COLUMN = "valid forms"
