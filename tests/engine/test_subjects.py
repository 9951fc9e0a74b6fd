"""What a rule visits."""

from __future__ import annotations

from pyscript_doctor import Code, PageScript
from pyscript_doctor.engine.subjects import visits
from tests.projects import page, project_of


def test_a_rule_can_visit_two_kinds_of_subjects() -> None:
    body = '<script type="mpy">print(1)</script>\n<script>console.log(1)</script>'
    project = project_of({"index.html": page(body)})
    found = [visit.subject for visit in visits(project, "Code | PageScript", legacy=False)]
    assert [type(subject) for subject in found] == [Code, PageScript]
