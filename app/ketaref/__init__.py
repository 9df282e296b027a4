"""Ketamine Trauma Reference: an offline clinical reference on ketamine and esketamine in trauma-related disorders."""

PROGRAM_NAME = "Ketamine Trauma Reference"
__version__ = "0.1.0"
