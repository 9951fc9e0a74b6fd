"""The options of `init` and `completion`, which are used once for a project or a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyscript_doctor.cli.hosts import HOSTS, host_of

if TYPE_CHECKING:
    import argparse

_COMPLETION_EXAMPLES = """\
It needs the package argcomplete: pip install "pyscript-doctor[completion]"

examples:
  eval "$(pyscript-doctor completion bash)"            in ~/.bashrc
  eval "$(pyscript-doctor completion zsh)"             in ~/.zshrc
  pyscript-doctor completion fish | source             in ~/.config/fish/config.fish"""


def add_init(commands: argparse._SubParsersAction[Any]) -> None:
    """Add `init`, its options and its help."""
    init = commands.add_parser(
        "init",
        usage="%(prog)s [OPTION]...",
        help="write settings, a hook and a job of CI for your project",
        description="Write three files into this folder: `pyscript-doctor.toml`, a hook for pre-commit, and a job for "
        "GitHub or GitLab. A file that is there already stays as it is.",
    )
    init.add_argument(
        "--host",
        type=host_of,
        choices=tuple(HOSTS),
        metavar="HOST",
        help=f"who serves the project: {', '.join(HOSTS)} (default: it asks)",
    )
    init.add_argument(
        "--ci",
        choices=("github", "gitlab", "none"),
        help="the service to write a job for (default: the one that the project's files or its git remote name)",
    )
    init.add_argument(
        "-y", "--yes", action="store_true", help="do not ask who serves the project: take what its files say"
    )


def add_completion(commands: argparse._SubParsersAction[Any]) -> None:
    """Add `completion` and its help."""
    completion = commands.add_parser(
        "completion",
        usage="%(prog)s [OPTION]... SHELL",
        help="complete commands, options and rules in your shell",
        description="Print what makes your shell complete the commands, options and names of rules of this program.",
        epilog=_COMPLETION_EXAMPLES,
    )
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), help="your shell")
