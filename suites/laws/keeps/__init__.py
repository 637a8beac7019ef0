"""An update changes what it sends and nothing else (G-47)."""

COLUMN = "updates"
