"""Tests know nothing of an installation on the machine: pytest loads this (`-p`) before Django reads its settings."""

import os
import shutil
import tempfile

import pytest

for name in [name for name in os.environ if name.startswith("SAMKJORT_")]:
    del os.environ[name]
_folder = os.environ["SAMKJORT_DATA"] = tempfile.mkdtemp(prefix="samkjort-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    shutil.rmtree(_folder, ignore_errors=True)
