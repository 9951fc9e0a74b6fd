"""The interpreter of a site that brings its own."""

from __future__ import annotations

from pyscript_doctor.project.runtime.offline_bundle import Bundle, bundle_of, has_own_config

__all__ = ["Bundle", "bundle_of", "has_own_config"]
