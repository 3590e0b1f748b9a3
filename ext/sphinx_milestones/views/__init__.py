"""The content of views and facts, as plain data and text. Independent of Sphinx."""
