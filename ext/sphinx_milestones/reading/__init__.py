"""Read pages and data files without a build: for queries, in a fraction of its time."""
