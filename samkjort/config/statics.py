"""Style sheets, scripts and fonts: kept compressed and under names that carry a hash, so a browser asks only once."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Modules name each other by their hashes too: an old one is never mixed with a new one."""

    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        """The name with its hash, or where nothing has been collected (the server run by itself) the plain name."""
        return str(super().stored_name(name)) if self.hashed_files else name
