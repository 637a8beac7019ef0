"""One way to look into answers: to dig, to echo, to compare with tables, to say what is there."""
