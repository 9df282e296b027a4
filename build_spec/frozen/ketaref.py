"""Looks things up in a terminal, from a folder that brings its own Python."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(sys.executable).resolve().parent / "lib"))

from ketaref.cli.main import main

sys.exit(main())
