"""The command line, `ketaref`: search, show, screen, score, explain the policy, and work on the content."""

import argparse
import sys
from collections.abc import Sequence

from ketaref import __version__
from ketaref.cli import content, licences, look_up, places, policy, record, score, screen, sources
from ketaref.cli.content import counted_problems
from ketaref.cli.output import prepare_streams
from ketaref.cli.parsing import Exit, Parser, common_arguments
from ketaref.core.errors import ContentError, InputError, NotInContentError, StoreError
from ketaref.streams import set_aside, tell

COMMANDS = (look_up, screen, score, record, sources, places, policy, content, licences)
"""The modules of the commands, in the order in which help lists them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Expected failures become one line on stderr."""
    prepare_streams()
    code: int
    try:
        # The defaults come from here: options that stand before and after the command would overwrite each other's.
        chosen = _parser().parse_args(arguments, argparse.Namespace(content=None, json=False))
        code = chosen.run(chosen)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read the output has seen enough, as `head` does
        set_aside(sys.stdout)
        code = Exit.FINE
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    except ContentError as error:
        code = _failed(f"{error}\n{counted_problems(len(error.problems))} in the content", Exit.CONTENT)
    except (InputError, NotInContentError) as error:
        code = _failed(error, Exit.USAGE)
    except StoreError as error:
        code = _failed(error, Exit.STORE)
    except OSError as error:
        set_aside(sys.stdout)
        code = _failed(f"the output cannot be written ({error.strerror or error})", Exit.USAGE)
    return code


def _failed(message: object, code: Exit) -> int:
    tell(f"ketaref: {message}" if code is not Exit.CONTENT else str(message), error=True)
    return code


def _parser() -> Parser:
    common = common_arguments()
    parser = Parser(
        prog="ketaref",
        description="Ketamine Trauma Reference: looks things up offline. It informs; it does not decide.",
        epilog="Exit codes: 0 fine, 1 mistakes in the content, 2 usage, 3 content file, 4 altered record, "
        "5 the policy is not valid.",
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"ketaref {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in COMMANDS:
        module.add(commands, common)
    return parser
