"""The data flow of the Python of one interpreter: what runs, and what each expression comes to."""
