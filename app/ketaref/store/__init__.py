"""The only home of run-time SQL: the read-only content store and search over it."""
