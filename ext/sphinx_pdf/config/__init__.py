"""The settings, each with its default and its parser."""
