"""The road: seven steps, each with a state computed from data."""
