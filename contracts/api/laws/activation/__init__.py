"""When a card may be activated (CA-18)."""
