"""From text to records: the values of fields and options, and a register read without a build."""
