"""How fast the doctor is, beside other linters and as projects grow: `python -m benchmarks`."""
