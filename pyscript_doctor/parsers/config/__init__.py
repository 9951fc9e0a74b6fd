"""Configs: JSON, and TOML as each of PyScript's parsers reads it."""
