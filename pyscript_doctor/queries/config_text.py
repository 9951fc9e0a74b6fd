"""What a user writes into a config, as a block of code in the config's own syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyscript_doctor.project.runtime.config import Config


def packages_block(config: Config, package: str) -> str:
    """The key `packages` with one package."""
    return _json(f'"packages": ["{package}"]') if config.is_json else _toml(f'packages = ["{package}"]')


def files_block(config: Config, url: str, target: str) -> str:
    """The key `files` with one entry."""
    if config.is_json:
        return _json(f'"files": {{"{url}": "{target}"}}')
    return _toml(f'[files]\n"{url}" = "{target}"')


def _json(code: str) -> str:
    return f"```json\n{code}\n```"


def _toml(code: str) -> str:
    return f"```toml\n{code}\n```"
