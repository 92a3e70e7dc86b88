"""OKRs in and out of files."""
