"""What queries find among three payment intents (G-80, G-81, G-85)."""

COLUMN = "search"
