"""Says before a run whether one can begin, and of what is odd, whose it is to mend."""
