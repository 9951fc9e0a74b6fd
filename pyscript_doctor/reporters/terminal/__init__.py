"""Lines of output, and the terminal that shows them."""
