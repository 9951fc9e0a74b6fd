"""The Python index, as the command line and the settings ask for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

    from pyscript_doctor.package_index.lookup import PackageIndex
    from pyscript_doctor.settings import Settings


def index_of(arguments: Namespace, settings: Settings) -> PackageIndex | None:
    """The Python index, if the user wants it to be asked."""
    if not settings.online and not arguments.index_url:
        return None
    from pyscript_doctor.package_index.lookup import PackageIndex

    return PackageIndex.of_the_user(os.environ, arguments.index_url or "")
