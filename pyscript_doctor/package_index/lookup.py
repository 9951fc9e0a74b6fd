"""Asks the index everything that a project needs to know, in parallel, and within bounds."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from pyscript_doctor.knowledge.pyodide_environment import environment
from pyscript_doctor.package_index.cache import Cache
from pyscript_doctor.package_index.client import Client, Hosts, Limits
from pyscript_doctor.package_index.listing import ACCEPT, Listing, Wheel, read_listing
from pyscript_doctor.package_index.metadata import Metadata, metadata_of
from pyscript_doctor.package_index.resolver import resolve
from pyscript_doctor.package_index.trouble import IndexTrouble
from pyscript_doctor.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from pyscript_doctor.package_index.addresses import Addresses
    from pyscript_doctor.project.runtime.package_answers import PackageAnswer, PackageAnswers, Question

_Fact = TypeVar("_Fact")

SECONDS = 60.0
MOST_TROUBLES = 10


@dataclass(frozen=True, slots=True)
class Findings:
    """What a lookup came to. troubles: what was the matter with the network, a line each."""

    answers: PackageAnswers = field(default_factory=dict)
    troubles: tuple[str, ...] = ()


class PackageIndex:
    """The indexes of the user. trouble: why there is no index to ask."""

    def __init__(
        self,
        addresses: Addresses | None,
        cache: Cache,
        limits: Limits | None = None,
        seconds: float = SECONDS,
        trouble: str = "",
    ) -> None:
        self._addresses = addresses
        self._cache = cache
        self._limits = limits or Limits()
        self._seconds = seconds
        self._trouble = trouble
        self._hosts = Hosts()

    @classmethod
    def of_the_user(cls, environment: Mapping[str, str], chosen: str = "") -> PackageIndex:
        """What the user has set. chosen: the index that the command line names."""
        from pyscript_doctor.package_index.addresses import addresses

        cache = Cache.of_the_user()
        try:
            return cls(addresses(environment, chosen), cache)
        except IndexTrouble as trouble:
            return cls(None, cache, trouble=str(trouble))

    def ask(self, questions: Iterable[Question], progress: Callable[[str], None] = lambda _: None) -> Findings:
        """Answer the questions, as far as that can be done in time. Raises nothing of the network's."""
        wanted = tuple(dict.fromkeys(questions))
        if not wanted:
            return Findings()
        if self._addresses is None:
            return Findings(troubles=(self._trouble,))
        return asyncio.run(self._ask(wanted, self._addresses, progress))

    async def _ask(
        self, questions: tuple[Question, ...], addresses: Addresses, progress: Callable[[str], None]
    ) -> Findings:
        answers: PackageAnswers = {}
        troubles: list[str] = []
        try:
            async with Client(addresses, self._cache, self._limits, self._hosts) as client:
                facts = _Facts(addresses, client, progress, troubles)
                settling = asyncio.gather(*(_settle(question, facts, answers) for question in questions))
                try:
                    await asyncio.wait_for(settling, self._seconds)
                finally:
                    await facts.give_up()
        except (asyncio.TimeoutError, TimeoutError):
            troubles.append(f"the index did not answer everything in {self._seconds:g} seconds")
        except IndexTrouble as trouble:
            troubles.append(str(trouble))
        return Findings(answers, tuple(dict.fromkeys(troubles))[:MOST_TROUBLES])


async def _settle(question: Question, facts: _Facts, answers: PackageAnswers) -> None:
    found: dict[str, PackageAnswer] = await resolve(question.requirements, environment(question.pyodide), facts)
    answers[question] = found


class _Facts:
    """What the resolver asks for: each thing is fetched once, however many ask for it at the same time."""

    def __init__(
        self, addresses: Addresses, client: Client, progress: Callable[[str], None], troubles: list[str]
    ) -> None:
        self._addresses = addresses
        self._client = client
        self._progress = progress
        self._troubles = troubles
        self._listings: dict[str, asyncio.Future[Listing | None]] = {}
        self._metadata: dict[str, asyncio.Future[Metadata]] = {}

    async def listing(self, package: str) -> Listing | None:
        """The files of a package on the first index that has it. Raises IndexTrouble."""
        if package not in self._listings:
            self._listings[package] = self._once(self._list(package))
        return await asyncio.shield(self._listings[package])

    async def metadata(self, wheel: Wheel) -> Metadata:
        """What a wheel needs. Raises IndexTrouble and UnreadableMetadata."""
        if wheel.url not in self._metadata:
            self._metadata[wheel.url] = self._once(metadata_of(wheel, self._client))
        return await asyncio.shield(self._metadata[wheel.url])

    async def give_up(self) -> None:
        """Ask for nothing any more."""
        asked: list[asyncio.Future[Any]] = [*self._listings.values(), *self._metadata.values()]
        unfinished = [each for each in asked if not each.done()]
        for each in unfinished:
            each.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)

    def _once(self, fetching: Awaitable[_Fact]) -> asyncio.Future[_Fact]:
        future = asyncio.ensure_future(self._noted(fetching))
        future.add_done_callback(lambda done: done.cancelled() or done.exception())  # who asked may have given up
        return future

    async def _noted(self, fetching: Awaitable[_Fact]) -> _Fact:
        """Note what goes wrong, once."""
        try:
            return await fetching
        except IndexTrouble as trouble:
            self._troubles.append(str(trouble))
            raise

    async def _list(self, package: str) -> Listing | None:
        self._progress(f"asking the index for {package}")
        for url in self._addresses.pages_of(package):
            stored = await self._client.get(url, ACCEPT)
            if stored is not None:
                return read_listing(package, stored.url, stored.content_type, stored.content)
        return None
