"""The look: base templates, components, static files and charts drawn on the server."""
