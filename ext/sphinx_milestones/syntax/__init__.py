"""The text of a page in Markdown or reStructuredText, before anything is known of the register."""
