"""Dates, records, problems, keys and limits, on which all other packages build. Standard library only."""
