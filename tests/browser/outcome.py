"""What a page did."""

from __future__ import annotations

from dataclasses import dataclass, field

ERROR, PAGE_ERROR = "error", "pageerror"


@dataclass(slots=True)
class Outcome:
    """What a page did until it was done, or quiet, or out of time.

    console: (kind, text) in order; a kind is the console's own ("log", "warning", "error", ...) or "pageerror".
    failed_requests: "URL reason". not_found: what the page's server (a path) or a CDN (a URL) does not have.
    refused: URLs on hosts that nobody stands for. banners: the errors that PyScript wrote on the page.
    ends: the marks of the scripts that reached their end. done: what the test waited for came.
    timed_out: the page was still at work when its time was up.
    """

    console: list[tuple[str, str]] = field(default_factory=list)
    failed_requests: list[str] = field(default_factory=list)
    not_found: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    shown_text: str = ""
    banners: list[str] = field(default_factory=list)
    isolated: bool = False
    ends: set[str] = field(default_factory=set)
    done: bool = False
    timed_out: bool = False
    seconds: float = 0.0

    @property
    def page_errors(self) -> list[str]:
        """The exceptions that nothing caught, of the page and of its workers."""
        return [text for kind, text in self.console if kind == PAGE_ERROR]

    @property
    def errors(self) -> list[str]:
        """All that went wrong: errors in the console, uncaught exceptions, PyScript's banners."""
        return [text for kind, text in self.console if kind in (ERROR, PAGE_ERROR)] + self.banners

    @property
    def lines(self) -> list[str]:
        """The console's texts, whatever their kind."""
        return [text for _, text in self.console]

    def says(self, text: str) -> bool:
        """Whether the text stands in the console, as part of one message of any kind."""
        return any(text in line for line in self.lines)

    def __str__(self) -> str:
        facts = [f"{kind}: {text}" for kind, text in self.console]
        facts += [f"banner: {text}" for text in self.banners]
        facts += [f"failed request: {request}" for request in self.failed_requests]
        facts += [f"not found: {path}" for path in self.not_found] + [f"refused: {url}" for url in self.refused]
        facts.append(f"isolated: {self.isolated}, done: {self.done}, timed out: {self.timed_out}, {self.seconds:.1f} s")
        facts.append(f"shown: {self.shown_text!r}")
        return "\n".join(facts)
