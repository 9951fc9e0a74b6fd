"""A project's own files, and beside them what it names on other servers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pyscript_doctor.live_site.addresses import PRIVATE
from pyscript_doctor.live_site.site import Access, resource_for
from pyscript_doctor.live_site.trouble import FetchTrouble
from pyscript_doctor.project.serving.cross_origin import LOCAL_ORIGIN
from pyscript_doctor.sources.addresses import is_web_address
from pyscript_doctor.sources.snapshot import Fetch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.sources.snapshot import Request, Snapshot, Source


@dataclass(frozen=True)
class RemoteFiles:
    """The Source that asks another one for files, and servers for what is at a URL.

    troubles: what a server did not answer, a line each. Servers of a private network are not asked,
        and cause no trouble.
    """

    source: Source
    access: Access
    troubles: dict[str, None] = field(default_factory=dict)

    def open(self) -> Snapshot:
        """That of the files."""
        return replace(self.source.open(), online=True)

    def answer(self, snapshot: Snapshot, requests: Iterable[Request]) -> Snapshot:
        """The snapshot with the answers to these requests added."""
        asked = list(requests)
        urls = [each.path for each in asked if isinstance(each, Fetch) and is_web_address(each.path)]
        answers = self.access.get_all(urls, LOCAL_ORIGIN) if urls else {}
        for url, answer in answers.items():
            if isinstance(answer, FetchTrouble) and answer.reason != PRIVATE:
                self.troubles.setdefault(f"could not read {url}: {answer.reason}")
        others = [each for each in asked if not (isinstance(each, Fetch) and is_web_address(each.path))]
        answered = self.source.answer(snapshot, others) if others else snapshot
        return answered.with_answers((resource_for(url, answer) for url, answer in answers.items()), {})
