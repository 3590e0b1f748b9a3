"""Content too large for one PDF, split into volumes with links between them."""
