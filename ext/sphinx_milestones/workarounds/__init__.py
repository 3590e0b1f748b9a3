"""What depends on the internals of Sphinx or Python; each module says why, and when to delete it."""
