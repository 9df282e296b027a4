"""Starts the window from a frozen folder, which holds no commands that pip would make."""

import sys

from ketaref.__main__ import main

sys.exit(main())
