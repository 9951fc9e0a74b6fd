"""`python -m pyscript_doctor`."""

from __future__ import annotations

import sys

from pyscript_doctor.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
