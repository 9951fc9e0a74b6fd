"""Network clients that need sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import (
    ACTION_FAILS,
    ERROR,
    SCRIPT_DIES,
    WARNING,
    Finding,
    Interpreter,
    Literal,
    Result,
    rule,
)
from pyscript_doctor.queries.assigned_attributes import may_be_replaced
from pyscript_doctor.queries.source_text import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Argument, Call, Code, Runtime

# Measured in the oldest and the newest Pyodide: all of them end in a timeout or in a TLS error.
CLIENTS = {
    "urllib.request.urlopen",
    "urllib.request.urlretrieve",
    "smtplib.SMTP",
    "smtplib.SMTP_SSL",
    "ftplib.FTP",
    "ftplib.FTP_TLS",
    "imaplib.IMAP4",
    "imaplib.IMAP4_SSL",
    "poplib.POP3",
    "poplib.POP3_SSL",
    "seaborn.load_dataset",
}
# Functions that use the network only when the code calls a method of what they return.
METHODS = {
    "urllib.request.build_opener": {"open"},
    "http.client.HTTPConnection": {"request", "connect"},
    "http.client.HTTPSConnection": {"request", "connect"},
    "smtplib.SMTP": {"connect"},
}
# Functions that open a URL with urllib, if they get one.
READERS = {
    *(f"pandas.read_{kind}" for kind in ("csv", "table", "fwf", "json", "html", "xml", "excel", "parquet", "pickle")),
    *(f"pandas.read_{kind}" for kind in ("feather", "stata", "sas", "spss", "orc")),
    "numpy.loadtxt",
    "numpy.genfromtxt",
    "geopandas.read_file",
    "skimage.io.imread",
}
LOCAL, REMOTE = ("data:", "file:"), ("http://", "https://", "ftp://")
ADDRESSES = {"host", "url", "filename", "filepath_or_buffer", "fname", "io", "path", "path_or_buf", "path_or_buffer"}
"""What the first parameter of these functions is called."""
OF_A_URL = {"urllib.request.urlopen", "urllib.request.urlretrieve", *READERS}
SOCKETS = {"socket.create_connection": set[str](), "socket.socket": {"connect"}}
PATCHES = {f"pyodide_http.patch_{what}" for what in ("all", "urllib")}
WITH_PANDAS = (
    "Let the browser fetch it:\n\n```python\nfrom pyodide.http import open_url\n\n"
    "frame = pd.read_csv(open_url({url}))\n```"
)
INSTEAD = (
    "Let the browser fetch it:\n\n```python\nfrom pyscript import fetch\n\ntext = await fetch({url}).text()\n```\n\n"
    "Where the code cannot wait, `pyodide.http.open_url({url})` gives the text at once."
)


@rule(severity=ERROR, faq="python-packages", effect=SCRIPT_DIES, interpreter=Interpreter.PYODIDE)
def blocking_network_client(code: Code) -> Iterator[Finding]:
    """Python on Pyodide uses the network through sockets, which a browser does not have."""
    for call in code.calls:
        name = _client(call)
        if name and not call.place.catches("URLError", "TimeoutError") and not _is_patched(code.runtime, name):
            socket = name in SOCKETS
            yield Finding(
                span=call.callee_span,
                message=f"`{name}` needs sockets, which a browser does not have",
                label="no sockets here",
                help="Use `pyscript.WebSocket` or `pyscript.fetch`." if socket else _help(name, call, code),
                severity=WARNING if socket else ERROR,
                effect=SCRIPT_DIES if call.place.at_load else ACTION_FAILS,
            )


def _is_patched(runtime: Runtime, name: str) -> bool:
    """Whether pyodide-http sends the requests of urllib through the browser, or code puts something in its place."""
    callees = (call.callee for code in runtime.codes for call in code.calls)
    return may_be_replaced(runtime, name) or any(getattr(callee, "name", "") in PATCHES for callee in callees)


def _client(call: Call) -> str | None:
    """The network client that a call uses; None if it uses none."""
    callee = call.callee
    if _starts_with(call, LOCAL):
        return None
    if isinstance(callee, Result):
        methods = (METHODS | SOCKETS).get(callee.made_by, set())
        return callee.made_by if ".".join(callee.attributes) in methods else None
    if call.name in READERS:
        return call.name if _starts_with(call, REMOTE) else None
    # Without a host, smtplib and ftplib connect only later.
    asks = _address(call) if call.name.startswith(("smtplib", "ftplib")) else True
    return call.name if asks and call.name in CLIENTS | {"socket.create_connection"} else None


def _address(call: Call) -> Argument | None:
    """The host or the URL that a call gives, by its place or by its name."""
    return call.argument(0) or next((each for each in call.arguments if each.keyword in ADDRESSES), None)


def _starts_with(call: Call, schemes: tuple[str, ...]) -> bool:
    """Whether a call's address is known to have one of these schemes."""
    address = _address(call)
    value = address.value if address else None
    return isinstance(value, Literal) and str(value.value).startswith(schemes)


def _help(name: str, call: Call, code: Code) -> str:
    address = call.argument(0) if name in OF_A_URL else None
    url = written(code, address.span, "url") if address else "url"
    return (WITH_PANDAS if name == "pandas.read_csv" else INSTEAD).format(url=url)
