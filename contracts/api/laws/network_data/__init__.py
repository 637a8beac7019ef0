"""What the network says of a token (TK-07)."""
