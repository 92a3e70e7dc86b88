"""Files as tables, and tables as what they tell: knows nothing of the database."""
