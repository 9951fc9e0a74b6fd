"""The rule pack: one folder a section, one module and one page a rule."""
