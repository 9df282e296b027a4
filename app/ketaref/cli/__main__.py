"""`python -m ketaref.cli`, for where no script is installed."""

import sys

from ketaref.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
