"""Storage: the database, its tables, and rows put in fast. Knows nothing of what rows mean."""
