"""The commands of the command line that have much to do: each takes its arguments and returns an exit code."""
