#!/bin/sh
# Prints the path of a Python that Samkjørt can use (3.12 or newer, with venv). Each candidate is run: a shim on
# PATH may stand for nothing, and some systems ship Python without venv.
for candidate in $PYTHON python3.14 python3.13 python3.12 python3 \
    $(ls -d "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[2-9]*/bin/python3 2>/dev/null | sort -rV); do
    found=$("$candidate" -c 'import sys, venv, ensurepip
if sys.version_info < (3, 12): sys.exit(1)
print(sys.executable)' 2>/dev/null) && { echo "$found"; exit 0; }
done
echo "Samkjørt needs Python 3.12 or newer with venv; none was found. Install it, or name it: make PYTHON=/path/to/python3.12" >&2
exit 1
