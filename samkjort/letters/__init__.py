"""Asks, letters and personal links: what is asked of whom, and how it reaches them."""
