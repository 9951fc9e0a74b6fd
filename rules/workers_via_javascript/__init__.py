"""Workers that JavaScript or Python starts."""
