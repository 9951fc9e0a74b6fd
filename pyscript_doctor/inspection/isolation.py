"""Whether a page is cross-origin isolated, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.inspection.records import EvidenceRecord, IsolationRecord
from pyscript_doctor.project.serving.isolation import State, embedder_isolates, opener_isolates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.project.serving.isolation import Isolation

FAULTS = {
    "module": "its service worker does nothing: it is loaded as a module",
    "origin": "its service worker does nothing: it comes from another host",
    "missing": "its service worker does nothing: the file is missing",
    "folder": "its service worker does nothing: the page is above its folder",
}


def isolation_record(isolation: Isolation, runtimes: Sequence[Runtime]) -> IsolationRecord:
    """The verdict with its evidence."""
    found = tuple(EvidenceRecord(each.span, each.message) for each in isolation.evidence)
    if isolation.state is State.ISOLATED:
        return IsolationRecord("isolated", "as your settings say" if isolation.declared else "", found)
    against = tuple(_against(isolation))
    if isolation.state is State.PERHAPS:
        return IsolationRecord("unknown", "what the server sends cannot be seen here", (*found, *against))
    if isolation.host:
        said = ", and your settings name this host" if isolation.declared else ""
        return IsolationRecord("not isolated", f"{isolation.host} sends no such headers{said}", against)
    if not any(runtime.in_worker for runtime in runtimes):
        return IsolationRecord("not isolated", "as far as can be seen; no worker here asks for it", against)
    return IsolationRecord("not isolated", "unless its server sends the headers", against)


def _against(isolation: Isolation) -> Iterator[EvidenceRecord]:
    """What looks like isolation and is not one."""
    for worker in isolation.service_workers:
        if worker.fault:
            yield EvidenceRecord(worker.reference.span, FAULTS[worker.fault])
    for sent in isolation.headers:
        for header, isolates in ((sent.opener, opener_isolates), (sent.embedder, embedder_isolates)):
            if header and not isolates(header):
                yield EvidenceRecord(header.name.span(), "sent, but its value does not isolate")
            elif header and not sent.isolates:
                yield EvidenceRecord(header.name.span(), "sent, but not enough alone")
