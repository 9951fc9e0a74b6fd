"""Facts about PyScript's releases, their interpreters and packages: data, and how to read it.

Imports nothing from the rest of the project. Each JSON file names its source and its date; the scripts that made it are
in `make/`, which no wheel contains. A file is read when the first question about it comes.
"""

KNOWLEDGE_DATE = "2026-11-22"
"""The day on which the facts were gathered (ISO 8601)."""
