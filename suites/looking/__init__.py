"""One way to look into answers: to dig, to echo, to compare with tables, and to say what is there."""
