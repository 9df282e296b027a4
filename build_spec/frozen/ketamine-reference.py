"""Opens the window from a folder that brings its own Python."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(sys.executable).resolve().parent / "lib"))

from ketaref.__main__ import main

sys.exit(main())
