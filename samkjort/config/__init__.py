"""The doors: settings, root addresses, WSGI and the command line."""
