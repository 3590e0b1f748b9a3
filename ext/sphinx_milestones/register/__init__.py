"""What a register is and how it is read, checked and queried. No Sphinx."""
