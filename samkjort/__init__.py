"""Samkjørt: an OKR tool, and the road to a leadership that pulls in the same direction."""
