"""Starts the terminal command from a frozen folder, which holds no commands that pip would make."""

import sys

from ketaref.cli.main import main

sys.exit(main())
