"""Which index to ask: the one that the user gave pip or uv, else the one that micropip asks in the browser.

Only settings of the user and the machine are read, and the environment; never the project's own files, which may be
somebody else's. Sources: pip's documentation on configuration files, uv's on indexes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from pyscript_doctor.package_index.trouble import IndexTrouble
from pyscript_doctor.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OF_THE_MACHINE = Path("/etc")
MOST_SETTINGS_BYTES = 1_000_000


@dataclass(frozen=True)
class Addresses:
    """The indexes to ask, one after the other until one has the package.

    urls: as they were set, credentials included: never to be shown. certificate: the file of trusted certificates
    that pip is set to use, "" for the usual ones.
    """

    urls: tuple[str, ...]
    certificate: str = ""

    def __repr__(self) -> str:
        return f"Addresses({len(self.urls)})"

    def pages_of(self, package: str) -> tuple[str, ...]:
        """Where the indexes list the files of a package."""
        parts = (urlsplit(url) for url in self.urls)
        return tuple(each._replace(path=f"{each.path.rstrip('/')}/{package}/").geturl() for each in parts)

    def credentials(self, url: str) -> tuple[str, str] | None:
        """User and password for an address: those written into an index of the same origin, or those in netrc."""
        for index in self.urls:
            parts = urlsplit(index)
            if parts.username and _origin(index) == _origin(url):
                return unquote(parts.username), unquote(parts.password or "")
        return _of_netrc(urlsplit(url).hostname or "")


def addresses(environment: Mapping[str, str], chosen: str = "") -> Addresses:
    """The indexes to ask. chosen: what the command line names. Raises IndexTrouble if there is no index to ask."""
    pip = _pip_settings(environment)
    certificate = pip.get("cert", "")
    if not chosen and pip.get("no-index", "").strip().lower() in {"1", "true", "yes", "on"}:
        raise IndexTrouble("pip is set to use no index")
    first = chosen or pip.get("index-url", "") or _uv_index(environment)
    more = [] if chosen else pip.get("extra-index-url", "").split()
    if first and not _is_web(first):
        raise IndexTrouble("the index that is set is not an http or https address")
    urls = [first.strip() or _of_micropip(), *filter(_is_web, more)]
    return Addresses(tuple(dict.fromkeys(urls)), certificate)


def _of_micropip() -> str:
    from micropip.package_index import DEFAULT_INDEX_URLS

    return str(DEFAULT_INDEX_URLS[0])


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url.strip())
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def _origin(url: str) -> tuple[str, str | None, int | None]:
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.hostname, parts.port
    except ValueError:
        return "", None, None


def _of_netrc(host: str) -> tuple[str, str] | None:
    from netrc import NetrcParseError, netrc

    try:
        found = netrc(os.environ.get("NETRC")).authenticators(host)
    except (OSError, NetrcParseError, ValueError):
        return None
    return (found[0], found[2] or "") if found and host else None


def _pip_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """What pip's files say, the later ones first overridden, and above them its variables."""
    settings: dict[str, str] = {}
    for path in _pip_files(environment):
        settings |= _pip_file(path)
    for name in ("index-url", "extra-index-url", "cert", "no-index"):
        value = environment.get("PIP_" + name.upper().replace("-", "_"))
        if value:
            settings[name] = value
    return settings


def _pip_files(environment: Mapping[str, str]) -> Iterator[Path]:
    """Where pip looks, in its order: the machine, the user, the environment, then the file that a variable names."""
    from platformdirs import site_config_path, user_config_path

    named = environment.get("PIP_CONFIG_FILE")
    if named == os.devnull:
        return
    name = "pip.ini" if sys.platform == "win32" else "pip.conf"
    yield site_config_path("pip", appauthor=False) / name
    if sys.platform != "win32":
        yield OF_THE_MACHINE / name
    home = Path(environment.get("HOME") or Path("~").expanduser())
    yield home / ("pip" if sys.platform == "win32" else ".pip") / name
    yield user_config_path("pip", appauthor=False, roaming=True) / name
    if sys.platform == "darwin":
        yield home / ".config" / "pip" / name
    yield Path(sys.prefix) / name
    if named:
        yield Path(named)


def _pip_file(path: Path) -> dict[str, str]:
    from configparser import Error, RawConfigParser

    parser = RawConfigParser(strict=False)
    settings: dict[str, str] = {}
    try:
        parser.read_string(_read(path))
        for section in ("global", "install"):
            if parser.has_section(section):
                settings |= {name.lower().replace("_", "-"): value for name, value in parser.items(section) if value}
    except (Error, ValueError):
        return {}
    return settings


def _uv_index(environment: Mapping[str, str]) -> str:
    """The default index of uv's variables, or of its files for the user and the machine."""
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL"):
        if environment.get(name):
            value = environment[name].strip()
            label, equals, url = value.partition("=")
            return url if equals and label.replace("-", "").replace("_", "").isalnum() else value
    from platformdirs import site_config_path, user_config_path

    named = environment.get("UV_CONFIG_FILE")
    folders = [user_config_path("uv", appauthor=False, roaming=True), site_config_path("uv", appauthor=False)]
    if sys.platform != "win32":
        folders += [Path(environment.get("HOME") or Path("~").expanduser()) / ".config" / "uv", OF_THE_MACHINE / "uv"]
    for path in [Path(named)] if named else [folder / "uv.toml" for folder in folders]:
        if found := _uv_file(path):
            return found
    return ""


def _uv_file(path: Path) -> str:
    settings = _toml(_read(path))
    indexes = settings.get("index")
    for index in indexes if isinstance(indexes, list) else []:
        if isinstance(index, dict) and index.get("default") is True and isinstance(index.get("url"), str):
            return str(index["url"])
    url = settings.get("index-url")
    return url if isinstance(url, str) else ""


def _toml(text: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _read(path: Path) -> str:
    """A settings file; "" if it is missing or not to be read."""
    try:
        if not path.is_file() or path.stat().st_size > MOST_SETTINGS_BYTES:
            return ""
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
