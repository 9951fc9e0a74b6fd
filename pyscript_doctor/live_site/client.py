"""HTTP as far as reading a site needs it: bounded in time, size and redirects, and only to allowed addresses."""

from __future__ import annotations

import asyncio
import ssl
import time
import urllib.request
from dataclasses import dataclass, field, replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from pyscript_doctor import __version__
from pyscript_doctor.live_site.addresses import PRIVATE, Server, addresses_of, is_public, literal, server_of
from pyscript_doctor.live_site.trouble import FetchTrouble
from pyscript_doctor.project.serving.cross_origin import origin_named
from pyscript_doctor.sources.bodies import TooLarge, Unpackable, body_of
from pyscript_doctor.sources.certificates import trusted_authorities
from pyscript_doctor.sources.reading import LARGEST_FILE
from pyscript_doctor.sources.snapshot import Response

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import TracebackType

    from pyscript_doctor.live_site.addresses import Address

USER_AGENT = f"pyscript-doctor/{__version__} (+https://github.com/pyscript/pyscript-doctor)"
ODD_REDIRECT = "redirects to something that is not an http or https address"
TRUST_IT = "If you trust it, name a file with it in the environment variable SSL_CERT_FILE"
OTHER_NAME = "its certificate is for another name"
# By the numbers that OpenSSL gives to what it finds wrong (X509_V_ERR_...).
CERTIFICATE_FAULTS = {
    9: "its certificate is not valid yet, or the clock of this computer is wrong",
    10: "its certificate has expired",
    18: f"its certificate is not trusted, because it is self-signed. {TRUST_IT}",
    19: f"its certificate is not trusted, because it is signed by an authority that is not known here. {TRUST_IT}",
    20: "its certificate is not trusted. The server may have to send the certificate of its authority, too",
    21: "its certificate is not trusted. The server may have to send the certificate of its authority, too",
    62: OTHER_NAME,
    64: OTHER_NAME,
}
REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is asked of a server and of this machine.

    connections: at once. seconds: for one answer, its redirects included. size: of one answer, unpacked, in bytes.
    files, total_size, total_seconds: of everything together.
    """

    connections: int = 6
    seconds: float = 20.0
    connect_seconds: float = 10.0
    size: int = LARGEST_FILE
    redirects: int = 5
    files: int = 1000
    total_size: int = 200_000_000
    total_seconds: float = 300.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, whatever its status, and the bytes. unread: why these were not read to their end."""

    response: Response
    content: bytes
    unread: str = ""


@dataclass
class Budget:
    """What was used of the limits so far. gone: the servers that answer no more, and why."""

    limits: Limits = field(default_factory=Limits)
    files: int = 0
    size: int = 0
    started: float = field(default_factory=time.monotonic)
    gone: dict[Server, str] = field(default_factory=dict)

    def take_one(self) -> None:
        """Count one more file. Raises FetchTrouble if there were enough."""
        self.files += 1
        if self.files > self.limits.files:
            raise FetchTrouble(f"was not asked for: the site has more than {self.limits.files} files")
        if self.size > self.limits.total_size:
            raise FetchTrouble("was not asked for: the site is too large")
        if time.monotonic() - self.started > self.limits.total_seconds:
            raise FetchTrouble(f"was not asked for: the site takes more than {self.limits.total_seconds:g} seconds")


class Client:
    """Asks by HTTP; to be used `async with`, in one event loop.

    named: the servers that the user named. Only they get `headers`, which may hold a password, and only they may be
    at a private address. origin: the site whose pages ask; other servers are told, as browsers tell them for CORS.
    """

    def __init__(self, named: frozenset[Server], headers: Mapping[str, str], budget: Budget, origin: str = "") -> None:
        self._named = named
        self._origin = origin
        self._headers = headers
        self._budget = budget
        self._slots = asyncio.Semaphore(budget.limits.connections)

    async def __aenter__(self) -> Client:
        import httpx

        limits = self._budget.limits
        context = _certificates()
        timeout = httpx.Timeout(limits.seconds, connect=limits.connect_seconds)
        self._direct = httpx.AsyncClient(verify=context, timeout=timeout, cookies=_no_cookies(), trust_env=False)
        self._proxied = httpx.AsyncClient(verify=context, timeout=timeout, cookies=_no_cookies(), trust_env=True)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._direct.aclose()
        await self._proxied.aclose()

    async def get(self, url: str) -> Answer:
        """What is at an address, after its redirects. Raises FetchTrouble."""
        self._budget.take_one()
        seconds = self._budget.limits.seconds
        async with self._slots:
            try:
                answer = await asyncio.wait_for(self._follow(urldefrag(url).url), seconds)
            except (asyncio.TimeoutError, TimeoutError):
                raise FetchTrouble(f"takes longer than {seconds:g} seconds") from None
        self._budget.size += len(answer.content)
        return answer

    async def _follow(self, url: str) -> Answer:
        passed: list[Response] = []
        while True:
            answer = await self._once(url, self._origin_named(url, passed))
            response = answer.response
            location = response.header("location")
            if response.status not in REDIRECTS or not location:
                return replace(answer, response=response._replace(redirects=tuple(passed)))
            passed.append(response)
            if len(passed) > self._budget.limits.redirects:
                raise FetchTrouble("redirects without end")
            url = _redirected(url, location)

    def _origin_named(self, url: str, passed: Sequence[Response]) -> str:
        return origin_named(self._origin, [*(each.url for each in passed), url]) if self._origin else ""

    async def _once(self, url: str, origin: str) -> Answer:
        """One request, at each address of the server until one connects. origin: the one to name, "" for none."""
        server = server_of(url)
        if server in self._budget.gone:
            raise FetchTrouble(self._budget.gone[server], host_is_gone=True)
        try:
            if _has_proxy(server):
                self._allow_through_proxy(server)
                return await self._ask(url, server, None, origin)
            return await self._ask_in_turn(url, server, await addresses_of(server, self._named), origin)
        except FetchTrouble as trouble:
            if trouble.host_is_gone:
                self._budget.gone[server] = trouble.reason
            raise

    async def _ask_in_turn(self, url: str, server: Server, addresses: Sequence[Address], origin: str) -> Answer:
        """The answer of the first address that connects."""
        try:
            return await self._ask(url, server, addresses[0], origin)
        except FetchTrouble as trouble:
            if not trouble.host_is_gone or len(addresses) == 1:
                raise
        return await self._ask_in_turn(url, server, addresses[1:], origin)

    def _allow_through_proxy(self, server: Server) -> None:
        """A proxy looks names up itself, so only an address that is written out can be refused here."""
        address = literal(server.host)
        if server not in self._named and (server.host == "localhost" or (address and not is_public(address))):
            raise FetchTrouble(PRIVATE)

    async def _ask(self, url: str, server: Server, address: Address | None, origin: str) -> Answer:
        import httpx

        client = self._direct if address else self._proxied
        try:
            request = client.build_request(
                "GET", _at(url, server, address), headers=self._request_headers(server, origin)
            )
            if server.scheme == "https":
                request.extensions["sni_hostname"] = server.host
            # An address of a network is that of many servers: a connection is never used for another one.
            request.headers["connection"] = "close"
            response = await client.send(request, stream=True, follow_redirects=False)
        except httpx.ConnectError as error:
            raise FetchTrouble(f"{server.host} cannot be reached: {_why(error)}", host_is_gone=True) from None
        except httpx.ConnectTimeout:
            raise FetchTrouble(f"{server.host} cannot be reached: it does not answer", host_is_gone=True) from None
        except httpx.HTTPError as error:
            raise _broken(error) from None
        except httpx.InvalidURL:
            raise FetchTrouble(ODD_REDIRECT) from None  # httpx looks at it before we do
        except Exception as error:  # what libraries raise for odd addresses and answers is not written down
            raise FetchTrouble(f"cannot be asked for ({type(error).__name__})") from None
        try:
            found = tuple((name.lower(), value) for name, value in response.headers.multi_items())
            said = Response(url, response.status_code, found)
            try:
                return Answer(said, await body_of(response, self._budget.limits.size))
            except TooLarge as error:
                return Answer(said, b"", str(error))
            except Unpackable as error:
                raise FetchTrouble(str(error)) from None
        except httpx.HTTPError as error:
            raise _broken(error) from None
        finally:
            await response.aclose()

    def _request_headers(self, server: Server, origin: str) -> dict[str, str]:
        own = dict(self._headers) if server in self._named else {}
        if origin:
            own["origin"] = origin
        return {
            **own,
            "host": server.origin.partition("://")[2],
            "user-agent": USER_AGENT,
            "accept": "*/*",
            "accept-encoding": "gzip",
        }


def _at(url: str, server: Server, address: Address | None) -> str:
    """The URL with the address instead of the name; without what comes before an `@`."""
    host = str(address) if address else server.host
    place = f"[{host}]" if ":" in host else host
    return urlsplit(url)._replace(netloc=f"{place}:{server.port}").geturl()


def _redirected(url: str, location: str) -> str:
    """Where a redirect leads. Raises FetchTrouble where that is not an address of the web."""
    try:
        target = urldefrag(urljoin(url, location)).url
        server_of(target)
        parts = urlsplit(target)
    except (ValueError, FetchTrouble):
        raise FetchTrouble(ODD_REDIRECT) from None
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _has_proxy(server: Server) -> bool:
    """Whether the environment says that a proxy leads to a server."""
    proxies = urllib.request.getproxies()
    return bool(proxies.get(server.scheme) or proxies.get("all")) and not urllib.request.proxy_bypass(server.host)


def _certificates() -> ssl.SSLContext:
    try:
        return trusted_authorities()
    except (OSError, ValueError):
        raise FetchTrouble("the certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read") from None


def _no_cookies() -> CookieJar:
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


def _broken(error: Exception) -> FetchTrouble:
    """What is wrong with an answer that ended too early."""
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return FetchTrouble("takes too long")
    if isinstance(error, (httpx.RemoteProtocolError, httpx.LocalProtocolError)) and "complete" not in str(error):
        return FetchTrouble("is not answered by HTTP: the connection broke off")
    return FetchTrouble("is cut off: the connection broke off")


def _why(error: Exception) -> str:
    """The cause of a connection error in a few words of our own: what libraries say may hold addresses."""
    refused = next((each for each in _causes(error) if isinstance(each, ssl.SSLCertVerificationError)), None)
    if refused is not None:
        return CERTIFICATE_FAULTS.get(refused.verify_code, "its certificate is not trusted")
    text = str(error).lower()
    if "ssl" in text or "tls" in text:
        return "it does not speak HTTPS"
    return "it refuses the connection" if "refused" in text or "attempts failed" in text else "the connection failed"


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
