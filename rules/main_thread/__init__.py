"""The main thread, terminals, editors and games."""
