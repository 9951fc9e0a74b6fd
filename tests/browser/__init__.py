"""Pages on real PyScript releases in a real browser, with nothing but loopback for a network."""
