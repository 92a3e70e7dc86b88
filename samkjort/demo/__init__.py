"""The demo organisation, with a known truth."""

SLUG = "fjordvik"
DOMAIN = "fjordvik.example"
