"""Reading errors, and what stops Python from running."""
