"""From a start document to one resolved doctree, and the targets of its links."""
