"""Says what stands behind an id that a report or a log shows, without asking any server."""
