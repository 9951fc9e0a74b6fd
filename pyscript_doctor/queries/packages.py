"""Packages: the entries of a config, what comes with Pyodide, and what the Python index says."""

from __future__ import annotations

from pyscript_doctor.knowledge.distributions import (
    UnavailablePackage,
    distribution_of,
    micropython_lib,
    micropython_lib_providers,
    newest_on_index,
    standard_names_on_index,
    unavailable_package,
)
from pyscript_doctor.knowledge.packages import LockedPackage, lock, newest_lock
from pyscript_doctor.knowledge.pyodide_environment import environment
from pyscript_doctor.project.runtime.package_answers import Fault, PackageAnswer, Reason
from pyscript_doctor.project.runtime.packages import PackageEntry, PackageKind, package_entries

__all__ = [
    "Fault",
    "LockedPackage",
    "PackageAnswer",
    "PackageEntry",
    "PackageKind",
    "Reason",
    "UnavailablePackage",
    "distribution_of",
    "environment",
    "lock",
    "micropython_lib",
    "micropython_lib_providers",
    "newest_lock",
    "newest_on_index",
    "package_entries",
    "standard_names_on_index",
    "unavailable_package",
]
