"""An id that stands in the form, and not in the path, is read, and asked for where it lacks."""

COLUMN = "refusals"
