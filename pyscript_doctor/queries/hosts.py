"""Well-known hosts, and what they let a page fetch."""

from __future__ import annotations

from pyscript_doctor.knowledge.hosts import closed_to_pages

__all__ = ["closed_to_pages"]
