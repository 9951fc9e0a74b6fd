"""`python -m pyscript_doctor`."""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    # `python -m` puts the working directory first: what is checked there must never be imported.
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder) != os.getcwd()]
    from pyscript_doctor.cli.main import main

    sys.exit(main())
