"""Every request is answered (G-02)."""

COLUMN = "every answer"
