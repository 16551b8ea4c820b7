"""Where things lie in the checkout (or the container), whatever folder a command is started in."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"  # databases and logs; never in git
MODELS = ROOT / "models"  # trained models; never in git
