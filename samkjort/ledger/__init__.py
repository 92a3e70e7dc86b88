"""Comments, and input with the answers that were promised."""
