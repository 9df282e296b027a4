"""From `content/` (Markdown and YAML that people review) to one SQLite file (what the program reads)."""
