"""Rules of a school: a pack as somebody outside of the doctor writes it."""

PAGES = "https://school.example/rules/"
