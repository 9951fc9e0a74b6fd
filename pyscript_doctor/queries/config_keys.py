"""The keys of a PyScript config."""

from __future__ import annotations

from pyscript_doctor.knowledge.config_keys import GONE, KEYS, METADATA, PLUGINS, Kind

__all__ = ["GONE", "KEYS", "METADATA", "PLUGINS", "Kind"]
