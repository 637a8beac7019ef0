"""The status in which something begins (CA-14, CH-13)."""
