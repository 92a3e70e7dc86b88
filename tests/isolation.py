"""Tests know nothing of an installation on the machine: pytest loads this (`-p`) before Django reads its settings."""

import atexit
import os
import shutil
import tempfile

for name in [name for name in os.environ if name.startswith("SAMKJORT_")]:
    del os.environ[name]
_folder = os.environ["SAMKJORT_DATA"] = tempfile.mkdtemp(prefix="samkjort-tests-")
# Not by a hook of pytest: those are not called where it stops before it has started.
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
