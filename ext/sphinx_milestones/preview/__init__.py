"""Problems shown on every page while an author writes."""
