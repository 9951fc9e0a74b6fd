"""JavaScript modules, classes and conversion."""
