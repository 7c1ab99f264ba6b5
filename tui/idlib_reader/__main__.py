"""`python -m idlib_reader`: the same as the command `idlib-reader`."""

from __future__ import annotations

import sys

from idlib_reader.cli import main

sys.exit(main())
