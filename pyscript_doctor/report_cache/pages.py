"""What the pages of a project brought into an earlier report, if nothing that they read has changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyscript_doctor.engine.share import Share, SharedFindings, SharedPage, SharedRuntime
from pyscript_doctor.queries.unread import Unread
from pyscript_doctor.report_cache.answers import Answers
from pyscript_doctor.report_cache.records import RECORDS, as_data, from_data
from pyscript_doctor.sources.snapshot import Fetch, Search

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyscript_doctor.engine.rule import Rule
    from pyscript_doctor.engine.session import Session
    from pyscript_doctor.report_cache.answers import Present


OF_PAGES = {**RECORDS, **{each.__name__: each for each in (Share, SharedFindings, SharedPage, SharedRuntime, Unread)}}


@dataclass(frozen=True, slots=True)
class KeptPages:
    """The Shares of pages that are as they were.

    answers: what they are made of. entries: what the store has of them.
    """

    shares: Mapping[str, Share] = field(default_factory=dict)
    answers: Answers | None = None
    entries: Mapping[str, Any] = field(default_factory=dict)


def all_of(looks: Sequence[Answers]) -> Answers | None:
    """Everything that a report is made of, from all looks at its files; None if one changed between two of these."""
    first, *others = looks
    for each in others:
        if not first.agrees_with(each):
            return None
        first = first.with_those_of(each)
    return first


def entry_of(session: Session, answers: Answers, kept: KeptPages) -> Any:
    """What the store is to hold of the pages of a project that was checked."""
    places = {path: place for place, path in enumerate(answers.paths)}
    entries = {}
    for path, share in session.shares.items():
        asked = session.asked(path)
        if asked is None:
            paths, phrases, data = kept.entries[path]
        else:
            paths = [each.path for each in asked if isinstance(each, Fetch)]
            phrases = [each.phrase for each in asked if isinstance(each, Search)]
            data = as_data(share)
        entries[path] = [[places[each] for each in paths], phrases, data]
    return {"answers": answers.as_data(), "pages": entries}


def kept_pages(entry: Any, present: Present, rules: Mapping[str, Rule]) -> KeptPages:
    """The pages of an entry of the store that nothing has changed for; none if one depends on all the others.

    Pages that influence what is said about the whole project are left out: they must be read for that.
    """
    try:
        return _kept(entry, present, rules)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError):
        return KeptPages()


def _kept(entry: Any, present: Present, rules: Mapping[str, Rule]) -> KeptPages:
    answers = Answers.from_data(entry["answers"])
    if not present.is_listed_as(answers):
        return KeptPages()
    changed, differing = present.changed(answers)
    names = list(answers.paths)
    altered = {place for place, path in enumerate(names) if path in changed}
    shares, entries = {}, {}
    for path, (places, phrases, data) in entry["pages"].items():
        if altered.isdisjoint(places) and differing.isdisjoint(phrases):
            share = from_data(data, rules, OF_PAGES)
            if not isinstance(share, Share):
                return KeptPages()
            shares[path] = share
            entries[path] = ([names[place] for place in places], phrases, data)
    if any(share.sees_all for share in shares.values()):
        return KeptPages()
    shares = {path: share for path, share in shares.items() if not share.matters}
    paths = {each for path in shares for each in entries[path][0]}
    phrases = {each for path in shares for each in entries[path][1]}
    return KeptPages(shares, answers.asked_by(paths, phrases), entries)
