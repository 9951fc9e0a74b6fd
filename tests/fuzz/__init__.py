"""Feeds the doctor projects that a random mixture of changes has broken, and holds it to what is always true."""
