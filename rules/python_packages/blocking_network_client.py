"""Network clients that need sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import (
    ACTION_FAILS,
    ERROR,
    SCRIPT_DIES,
    UNSAFE,
    WARNING,
    Finding,
    Interpreter,
    Literal,
    PythonName,
    Result,
    rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Runtime

# Measured: all of them end in a timeout, or in an error of TLS, in the oldest and the newest Pyodide.
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
# Those that ask the network only when a method of what they return is called.
METHODS = {
    "urllib.request.build_opener": {"open"},
    "http.client.HTTPConnection": {"request", "connect"},
    "http.client.HTTPSConnection": {"request", "connect"},
    "smtplib.SMTP": {"connect"},
}
# What opens a URL by urllib, when it is given one.
READERS = {
    *(f"pandas.read_{kind}" for kind in ("csv", "table", "fwf", "json", "html", "xml", "excel", "parquet", "pickle")),
    *(f"pandas.read_{kind}" for kind in ("feather", "stata", "sas", "spss", "orc")),
    "numpy.loadtxt",
    "numpy.genfromtxt",
    "geopandas.read_file",
    "skimage.io.imread",
}
SOCKETS = {"socket.create_connection": set[str](), "socket.socket": {"connect"}}
PATCHES = {f"pyodide_http.patch_{what}" for what in ("all", "urllib")}
CATCHING = {"*", "Exception", "BaseException", "OSError", "IOError", "URLError", "TimeoutError", "error"}
WITH_PANDAS = "\n\n```python\nfrom pyodide.http import open_url\n\nframe = pd.read_csv(open_url(url))\n```"
INSTEAD = (
    "Let the browser fetch it:\n\n```python\nfrom pyscript import fetch\n\ntext = await fetch(url).text()\n```\n\n"
    "Where the code cannot wait, `pyodide.http.open_url(url)` gives text at once."
)


@rule(severity=ERROR, faq="python-packages", effect=SCRIPT_DIES, fix=UNSAFE, interpreter=Interpreter.PYODIDE)
def blocking_network_client(code: Code) -> Iterator[Finding]:
    """Python on Pyodide asks the network by sockets, which a browser does not have."""
    if _is_patched(code.runtime):
        return
    for call in code.calls:
        name = _client(call)
        if name and not call.place.tried & CATCHING:
            socket = name in SOCKETS
            yield Finding(
                span=call.callee_span,
                message=f"`{name}` needs sockets, which a browser does not have",
                label="no sockets here",
                help="A browser offers `pyscript.WebSocket` and `pyscript.fetch`." if socket else _help(name),
                severity=WARNING if socket else ERROR,
                effect=SCRIPT_DIES if call.place.at_load else ACTION_FAILS,
            )


def _is_patched(runtime: Runtime) -> bool:
    """Whether pyodide-http makes the browser's requests of those of urllib."""
    return any(getattr(call.callee, "name", "") in PATCHES for code in runtime.codes for call in code.calls)


def _client(call: Call) -> str | None:
    """The client that a call makes ask the network; None where it makes none."""
    callee = call.callee
    if isinstance(callee, PythonName):
        if callee.name in READERS:
            return callee.name if _opens_url(call) else None
        asks = call.arguments if callee.name.startswith(("smtplib", "ftplib")) else True  # without a host they wait
        return callee.name if asks and callee.name in CLIENTS | {"socket.create_connection"} else None
    if isinstance(callee, Result) and isinstance(callee.callee, PythonName) and len(callee.attributes) == 1:
        methods = (METHODS | SOCKETS).get(callee.callee.name, set())
        return callee.callee.name if callee.attributes[0] in methods else None
    return None


def _opens_url(call: Call) -> bool:
    value = call.arguments[0].value if call.arguments else None
    return isinstance(value, Literal) and str(value.value).startswith(("http://", "https://", "ftp://"))


def _help(name: str) -> str:
    if name.startswith("pandas.read_csv"):
        return f"Let the browser fetch it:{WITH_PANDAS}"
    return INSTEAD
