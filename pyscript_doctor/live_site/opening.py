"""From addresses that somebody wrote to the sites that they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.live_site.addresses import server_of
from pyscript_doctor.live_site.links import links_of
from pyscript_doctor.live_site.site import LiveSite, path_of
from pyscript_doctor.live_site.trouble import FetchTrouble
from pyscript_doctor.records import dataclass, field
from pyscript_doctor.sources.snapshot import is_success

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pyscript_doctor.live_site.client import Answer
    from pyscript_doctor.live_site.site import Access


@dataclass
class Opened:
    """The sites, and the addresses at which there is no page, with the reason as a predicate."""

    sites: tuple[LiveSite, ...] = ()
    refused: dict[str, str] = field(default_factory=dict)


def open_sites(urls: Iterable[str], access: Access, crawled: int = 0) -> Opened:
    """The sites at these addresses: where a redirect leads to another server, that one.

    crawled: how many further pages of these sites are looked at, those first that are linked first.
    """
    opened = Opened()
    found: dict[str, dict[str, Answer]] = {}
    waiting, left = list(dict.fromkeys(urls)), crawled
    named = set(waiting)
    seen = set(waiting)
    while waiting:
        for url, answer in access.get_all(waiting).items():
            problem = _problem(answer)
            if isinstance(answer, FetchTrouble) or problem:
                if url in named:
                    opened.refused[url] = problem
                continue
            origin = server_of(answer.response.url).origin
            if url in named or origin in found:
                found.setdefault(origin, {}).setdefault(path_of(answer.response.url), answer)
                seen.add(answer.response.url)
        waiting = _links(found, seen)[:left] if left else []
        left -= len(waiting)
        seen.update(waiting)
    opened.sites = tuple(LiveSite(origin, pages, access) for origin, pages in found.items())
    return opened


def _links(found: Mapping[str, Mapping[str, Answer]], seen: Collection[str]) -> list[str]:
    """What the pages that were found link to, and was not asked for yet."""
    links = (link for origin, pages in found.items() for page in pages.values() for link in links_of(page, origin))
    return list(dict.fromkeys(link for link in links if link not in seen))


def _problem(answer: Answer | FetchTrouble) -> str:
    if isinstance(answer, FetchTrouble):
        return answer.reason
    if answer.unread:
        return answer.unread
    if is_success(answer.response):
        return ""
    return f"the server answers with status {answer.response.status}"
