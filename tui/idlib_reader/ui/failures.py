"""What a person is told when the program failed, and the exit status that tells a program so.

It needs no screen, so that a command which opens none can tell of its failure in the same words.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from traceback import TracebackException

from idlib_reader.core.visible import make_visible
from idlib_reader.errors import IdlibError
from idlib_reader.storage.failures import write_report

MISUSE, BROKEN = 2, 70
"""Exit statuses: for what a person can mend, and for a failure of the program (EX_SOFTWARE of sysexits.h)."""


def report_failure(failure: BaseException) -> int:
    """Say what failed in a sentence and note the rest in a file; what it gives is the exit status."""
    sentence = make_visible(_say(failure))
    with suppress(OSError):
        # Without standard error, `print` would choose standard output.
        if sys.stderr is not None:
            print(f"idlib-reader: {sentence}", file=sys.stderr, flush=True)
    return MISUSE if isinstance(failure, IdlibError) else BROKEN


def _say(failure: BaseException) -> str:
    if isinstance(failure, IdlibError):
        return str(failure)
    told = TracebackException.from_exception(failure)
    words = " ".join(f"{type(failure).__name__}: {told}".split())
    report = write_report(told)
    place = f"what stands in {report}" if report else "what you did last"
    return f"The reader came to a stop that nobody foresaw: {words}. Please report it with {place}."
