"""What is shown, as plain data and text. No Sphinx."""
