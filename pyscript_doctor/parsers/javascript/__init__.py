"""JavaScript, as far as the doctor needs it."""
