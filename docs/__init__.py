"""The documents of the project, and the site that shows them."""
