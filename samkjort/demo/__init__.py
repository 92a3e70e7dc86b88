"""The demo organisation, with a known truth."""
