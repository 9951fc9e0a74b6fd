"""The data flow of one interpreter's Python: what runs, and what each expression comes to."""
