"""Whether the tests notice when a condition of the doctor is changed: `python -m tests.mutation [MODULE...]`.

A mutant is a module with one small change, such as a condition left out. Where all tests pass on it and mypy finds no
error in it, either a test is missing, or the change makes no difference: then `survivors.json` says why. Ready-made
tools swap operators; these changes leave conditions out one by one, because each early exit of a rule needs an example.
"""
