"""The command line. It does not know the window; `main` is what `ketaref` starts."""
