"""Which pages are stale."""
