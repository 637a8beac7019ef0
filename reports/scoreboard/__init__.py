"""Several servers in one page: what each keeps of what all were asked."""
