"""The two languages of configs."""

from __future__ import annotations

from enum import Enum


class ConfigSyntax(str, Enum):
    """The language of a config. The value is also the ending of its file, and its `type` attribute."""

    TOML = "toml"
    JSON = "json"

    __str__ = str.__str__
