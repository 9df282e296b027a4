"""Ketamine Trauma Reference: an offline clinical reference on ketamine and esketamine in trauma-related disorders."""

__version__ = "0.1.0"
