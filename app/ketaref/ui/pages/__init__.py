"""One screen a module. Pages do not import each other or the main window."""
