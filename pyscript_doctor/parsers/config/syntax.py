"""The two languages of configs."""

from __future__ import annotations

from enum import Enum


class ConfigSyntax(str, Enum):
    """What a config is written in; the value is also the ending of its file, and its `type` attribute."""

    TOML = "toml"
    JSON = "json"

    __str__ = str.__str__
