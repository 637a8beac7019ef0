"""What recorded exchanges must keep: each by itself, and all of one file together."""
