"""Organisations, areas, members, roles, leadership groups and sign-in."""
