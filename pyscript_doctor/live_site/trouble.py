"""Why a server did not give something."""

from __future__ import annotations


class FetchTrouble(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """Raised for what a server does not give; `reason` completes a sentence: "takes longer than 20 seconds".

    host_is_gone: nothing else will come from that server either.
    """

    def __init__(self, reason: str, *, host_is_gone: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.host_is_gone = host_is_gone
