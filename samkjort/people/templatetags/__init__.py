"""The room's own tags."""
