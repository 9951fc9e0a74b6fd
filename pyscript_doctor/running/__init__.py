"""Watches the pages of a project while they run, and joins what the browser says with what the doctor found."""
