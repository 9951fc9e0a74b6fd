"""HTTP as far as asking an index needs it: every answer bounded in time, size and redirects, and cached."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from pyscript_doctor.package_index.cache import Cache, Stored
from pyscript_doctor.package_index.trouble import IndexTrouble, shown
from pyscript_doctor.sources.bodies import TooLarge, Unpackable, body_of
from pyscript_doctor.sources.certificates import trusted_authorities

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    import httpx

    from pyscript_doctor.package_index.addresses import Addresses

REDIRECTS = {301, 302, 303, 307, 308}
MOST_TIMEOUTS = 3
RETRIED = {429, 500, 502, 503, 504}
DEFAULT_FRESH_SECONDS = 600.0
MOST_FRESH_SECONDS = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is asked of the network and of this machine.

    connections: at once. seconds: for the whole of one answer, redirects and retries included. size: of an answer,
    unpacked, in bytes. pause: seconds before the first retry, doubled for each further one.
    """

    connections: int = 8
    seconds: float = 20.0
    connect_seconds: float = 10.0
    size: int = 20_000_000
    redirects: int = 5
    retries: int = 2
    pause: float = 0.5


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it arrived. url: where it came from in the end, without credentials. headers: in lower case."""

    status: int
    url: str
    headers: Mapping[str, str]
    content: bytes

    @property
    def content_type(self) -> str:
        """The value of its header."""
        return self.headers.get("content-type", "")


@dataclass(slots=True)
class Hosts:
    """What was wrong with hosts so far, so that we do not wait for the same one again and again."""

    unreachable: dict[str, str] = field(default_factory=dict)
    slow: Counter[str] = field(default_factory=Counter)

    def too_slow(self, host: str, said: str) -> None:
        """Notes that a host made us wait for nothing."""
        self.slow[host] += 1
        if self.slow[host] >= MOST_TIMEOUTS:
            self.unreachable[host] = said


class Client:
    """Asks by HTTP; to be used `async with`, in one event loop."""

    def __init__(self, addresses: Addresses, cache: Cache, limits: Limits, hosts: Hosts) -> None:
        self._addresses = addresses
        self._cache = cache
        self._limits = limits
        self._hosts = hosts
        self._slots = asyncio.Semaphore(limits.connections)
        self._http: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Client:
        import httpx

        limits = self._limits
        try:
            named = self._addresses.certificate
            self._http = httpx.AsyncClient(
                verify=ssl.create_default_context(cafile=named) if named else trusted_authorities(),
                timeout=httpx.Timeout(limits.seconds, connect=limits.connect_seconds),
                limits=httpx.Limits(max_connections=limits.connections),
                headers={"user-agent": "pyscript-doctor", "accept-encoding": "gzip"},
            )
        except (OSError, ValueError, ImportError) as error:
            raise IndexTrouble(f"the settings for asking the index cannot be used ({type(error).__name__})") from None
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._http is not None:
            await self._http.aclose()
        self._cache.prune()

    async def get(self, url: str, accept: str = "*/*", *, immutable: bool = False) -> Stored | None:
        """A document, from the cache while it is fresh; None if there is not one. Raises IndexTrouble.

        immutable: whatever is under this address never changes.
        """
        key = f"{accept} {url}"
        stored = self._cache.get(key)
        if stored and (immutable or stored.fresh):
            return stored
        headers = {"accept": accept}
        if stored and stored.etag:
            headers["if-none-match"] = stored.etag
        elif stored and stored.last_modified:
            headers["if-modified-since"] = stored.last_modified
        reply = await self.fetch(url, headers)
        if stored and reply.status == 304:
            stored = replace(stored, fresh_until=_fresh_until(reply))
        elif reply.status in {404, 410}:
            return None
        elif reply.status != 200:
            raise IndexTrouble(f"{shown(url)} answered with HTTP status {reply.status}")
        else:
            stored = Stored(
                url=reply.url,
                content_type=reply.content_type,
                etag=reply.headers.get("etag", ""),
                last_modified=reply.headers.get("last-modified", ""),
                fresh_until=_fresh_until(reply),
                content=reply.content,
            )
        if "no-store" not in reply.headers.get("cache-control", "").lower():
            self._cache.put(key, stored)
        return stored

    def remembered(self, url: str) -> bytes | None:
        """What `remember` keeps of an address that never changes."""
        stored = self._cache.get(f"part of {url}")
        return stored.content if stored else None

    def remember(self, url: str, content: bytes) -> None:
        """Keeps something that was found out about an address that never changes."""
        self._cache.put(f"part of {url}", Stored("", "", "", "", 0.0, content))

    async def fetch(self, url: str, headers: Mapping[str, str]) -> Reply:
        """An answer that is not cached, whatever its status. Raises IndexTrouble."""
        async with self._slots:
            try:
                return await asyncio.wait_for(self._fetch(url, headers), self._limits.seconds)
            except (asyncio.TimeoutError, TimeoutError):
                raise self._too_slow(url) from None

    def _too_slow(self, url: str) -> IndexTrouble:
        said = f"{shown(url)} did not answer in {self._limits.seconds:g} seconds"
        self._hosts.too_slow(shown(url), said)
        return IndexTrouble(said)

    async def _fetch(self, url: str, headers: Mapping[str, str]) -> Reply:
        for _ in range(self._limits.redirects + 1):
            reply = await self._insistent(url, headers)
            location = reply.headers.get("location", "")
            if reply.status not in REDIRECTS or not location:
                return reply
            url = _redirected(url, location)
        raise IndexTrouble(f"{shown(url)} redirects without end")

    async def _insistent(self, url: str, headers: Mapping[str, str]) -> Reply:
        """One request, tried again if the server or the connection fails."""
        import httpx

        host = shown(url)
        for attempt in range(self._limits.retries + 1):
            if host in self._hosts.unreachable:
                raise IndexTrouble(self._hosts.unreachable[host])
            last = attempt == self._limits.retries
            pause = self._limits.pause * 2**attempt
            try:
                reply = await self._once(url, headers)
                if reply.status not in RETRIED or last:
                    return reply
                pause = max(pause, _asked_to_wait(reply))
            except httpx.TimeoutException:
                raise self._too_slow(url) from None
            except httpx.TransportError as error:
                if last:
                    said = f"{host} cannot be reached ({_why(error)})"
                    if isinstance(error, httpx.ConnectError):
                        self._hosts.unreachable[host] = said
                    raise IndexTrouble(said) from None
            except IndexTrouble:
                raise
            except Exception as error:  # what libraries raise for odd addresses and answers is not written down
                raise IndexTrouble(f"{host} cannot be asked ({type(error).__name__})") from None
            await asyncio.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    async def _once(self, url: str, headers: Mapping[str, str]) -> Reply:
        assert self._http is not None
        request = self._http.build_request("GET", _without_credentials(url), headers=dict(headers))
        credentials = self._addresses.credentials(url)
        response = await self._http.send(request, stream=True, auth=credentials, follow_redirects=False)
        try:
            content = await self._body(response) if response.status_code in {200, 206} else b""
            found = {name.lower(): value for name, value in response.headers.items()}
            return Reply(response.status_code, _without_credentials(url), found, content)
        finally:
            await response.aclose()

    async def _body(self, response: httpx.Response) -> bytes:
        try:
            return await body_of(response, self._limits.size)
        except (TooLarge, Unpackable) as error:
            raise IndexTrouble(f"the answer of {shown(str(response.url))} {error}") from None


def _redirected(url: str, location: str) -> str:
    """Where a redirect leads. Raises IndexTrouble if no answer is to be had from there."""
    try:
        target = urljoin(_without_credentials(url), location)
        parts = urlsplit(target)
        _ = parts.port
    except ValueError:
        raise IndexTrouble(f"{shown(url)} redirects to something that is not an address") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise IndexTrouble(f"{shown(url)} redirects to an address that is not http or https")
    if urlsplit(url).scheme == "https" and parts.scheme == "http":
        raise IndexTrouble(f"{shown(url)} redirects to an address without encryption")
    return target


def _without_credentials(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _why(error: Exception) -> str:
    """The cause of a connection error in a few words of our own: what libraries say may hold addresses."""
    text = str(error).lower()
    if "name or service" in text or "getaddrinfo" in text or "nodename" in text or "name resolution" in text:
        return "its name is not known"
    if "certificate" in text:
        return "its certificate is not trusted"
    if "refused" in text or "connection attempts failed" in text:
        return "it refuses connections"
    return "the connection failed"


def _asked_to_wait(reply: Reply) -> float:
    """How many seconds the server asks to wait; a longer time than ours ends in a timeout."""
    written = reply.headers.get("retry-after", "")
    return float(written[:5]) if written.isascii() and written.isdigit() else 0.0


def _fresh_until(reply: Reply) -> float:
    directives = [each.strip().lower() for each in reply.headers.get("cache-control", "").split(",")]
    if "no-cache" in directives:
        return 0.0
    ages = [each.partition("=")[2] for each in directives if each.startswith("max-age=")]
    seconds = float(ages[0][:9]) if ages and ages[0].isascii() and ages[0].isdigit() else DEFAULT_FRESH_SECONDS
    return time.time() + min(seconds, MOST_FRESH_SECONDS)
