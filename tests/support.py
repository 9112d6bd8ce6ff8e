"""Where tests find what they read."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
# The gold sets, which are not part of this repository.
GOLD = Path(os.environ.get("OPERATIVE_GOLD", ROOT.parent / "shared"))
FIXTURES = Path(__file__).resolve().parent / "fixtures"

Run = Callable[..., "subprocess.CompletedProcess[str]"]
