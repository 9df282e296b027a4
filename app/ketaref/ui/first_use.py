"""Imports by name at first use: what the first sight does not show, it does not wait for."""

from functools import cache
from importlib import import_module
from typing import Any


@cache
def first_use(module: str, name: str) -> Any:
    """`name` of a module, which is loaded now if it was not. The caller states its type."""
    return getattr(import_module(module), name)
