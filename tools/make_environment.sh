#!/bin/sh
# Makes .venv from the first Python that will do, unless a working one is there. `make` calls it; argument: a Python to try first.
set -eu

new_enough='import sys; sys.exit(sys.version_info < (3, 11))'

if .venv/bin/python -c "$new_enough" 2>/dev/null && .venv/bin/python -m pip --version >/dev/null 2>&1; then
    echo "Installing what has changed into .venv ..."
    exit 0
fi

if [ $# -gt 0 ] && ! "$1" -c "$new_enough" 2>/dev/null; then
    echo "PYTHON=$1 is not a Python 3.11 or newer." >&2
    exit 1
fi

without_venv=
for python in "$@" python3 python3.14 python3.13 python3.12 python3.11 python; do
    "$python" -c "$new_enough" 2>/dev/null || continue
    if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "Setting up .venv with $("$python" --version) (this once; a minute or two) ..."
        exec "$python" -m venv --clear .venv
    fi
    without_venv=$python
done

if [ -n "$without_venv" ]; then
    echo "$("$without_venv" --version) cannot make virtual environments here." >&2
    echo "Install its venv package and run make again. On Debian and Ubuntu: sudo apt install python3-venv" >&2
else
    echo "No Python 3.11 or newer was found (looked for python3, python3.14 ... python3.11, python)." >&2
    echo "Install one and run make again, or say where it is: make lab PYTHON=/path/to/python3" >&2
fi
exit 1
