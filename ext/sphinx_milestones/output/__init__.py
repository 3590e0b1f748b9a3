"""From nodes to pages and files."""
