"""The content file that a command works on."""

import argparse

from ketaref.paths import content_path
from ketaref.store.content import ContentStore


def open_store(chosen: argparse.Namespace) -> ContentStore:
    """The content that `--content` names, else the one that belongs to the program. Raises StoreError."""
    return ContentStore.open(content_path(chosen.content))
