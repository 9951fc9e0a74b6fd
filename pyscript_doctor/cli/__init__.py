"""The command line: arguments to settings, settings to a run, a run to a report and an exit code."""
