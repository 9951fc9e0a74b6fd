"""JUnit's XML: a test case for each finding, which fails, and one that passes where nothing was found."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from pyscript_doctor.engine.finding import Severity
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.reporters.positions import Positions

if TYPE_CHECKING:
    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.report import Report

SUITE = "pyscript-doctor"
# What XML 1.0 does not allow, even as an escape.
_NOT_IN_XML = lazy_pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report) -> str:
    """The report as an XML document. Infos pass, with what they say as output."""
    positions = Positions(report.sources)
    failing = [each for each in report.diagnostics if each.severity is not Severity.INFO]
    cases = max(1, len(report.diagnostics) + len(report.problems))
    counts = {"tests": str(cases), "failures": str(len(failing)), "errors": str(len(report.problems))}
    suites = ElementTree.Element("testsuites", counts)
    suite = ElementTree.SubElement(suites, "testsuite", {"name": SUITE, **counts})
    for diagnostic in report.diagnostics:
        _add(suite, diagnostic, positions)
    for problem in report.problems:
        case = _case(suite, "not checked in full" if problem.partial else "could not be read", problem.path)
        ElementTree.SubElement(case, "error", {"message": _allowed(problem.message)})
    if not len(suite):
        _case(suite, "nothing wrong", SUITE)
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suites, encoding="unicode")


def _add(suite: ElementTree.Element, diagnostic: Diagnostic, positions: Positions) -> None:
    finding = diagnostic.finding
    case = _case(suite, diagnostic.rule.name, finding.span.path)
    case.set("line", str(positions.start(finding.span).line))
    unless = f" (unless {finding.unless})" if finding.unless else ""
    text = _allowed(f"{positions.place(finding.span)}: {finding.message}{unless}\n\n{finding.help}".rstrip())
    if diagnostic.severity is Severity.INFO:
        ElementTree.SubElement(case, "system-out").text = text
    else:
        attributes = {"type": diagnostic.severity.label, "message": _allowed(finding.message)}
        ElementTree.SubElement(case, "failure", attributes).text = text


def _case(suite: ElementTree.Element, name: str, path: str) -> ElementTree.Element:
    return ElementTree.SubElement(
        suite, "testcase", {"name": name, "classname": _allowed(path), "file": _allowed(path)}
    )


def _allowed(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)
