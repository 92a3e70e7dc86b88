"""What the organisation already steers by: its priorities."""
