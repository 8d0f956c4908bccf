"""Where other programs' SIE files lie, when they do: beside the project, in `shared/sie`."""

import csv
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "sie"
ABSENT = "the folder shared/sie with other programs' files does not lie beside the project"


def expected() -> list[dict[str, str]]:
    """The rows of the independent reader's findings; empty when the folder is absent."""
    table = FOLDER / "EXPECTED.tsv"
    if not table.exists():
        return []
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))
