"""The command ``operative``."""

import signal
import sys

from operative import _native


def main() -> int:
    """Run the command with the arguments of the process, and give its exit status."""
    # Ctrl-C ends the command at once: it runs outside the interpreter, which would only take note.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _native.run(["operative", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
