"""The model of a register, and how its data files are read, checked and queried. Independent of Sphinx."""
