"""Why OKR: the purpose, who has read it, and who has understood it."""
