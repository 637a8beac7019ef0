"""What a capture makes (TX-08)."""
