"""Syntax: records that know where in their file they were written."""
