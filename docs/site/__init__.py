"""The site: the doctor on a page, and the guide."""
