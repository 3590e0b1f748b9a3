"""What every other room speaks: dates, records, problems, keys and limits. Standard library only."""
