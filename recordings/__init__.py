"""Traffic that was recorded elsewhere: how it is read, and which laws it is held to."""
