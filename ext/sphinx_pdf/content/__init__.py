"""From a doctree to the content of a PDF: a tree of plain values."""
