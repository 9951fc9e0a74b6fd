"""`python -m docs.site`."""

from __future__ import annotations

import sys

from docs.site.building.command import main

sys.exit(main())
