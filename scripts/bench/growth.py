"""Draw how the time for a question grows with the number of documents.

Each kind of question has a panel, each engine a line; both axes are logarithmic, so what
grows as the documents do is a straight line.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
# The same figures make the same bytes.
matplotlib.rcParams.update({"svg.hashsalt": "fehrest", "svg.fonttype": "none", "font.size": 9})

from matplotlib import pyplot  # noqa: E402

WORK = Path(".cache/speed")
COLUMNS = 4
SIZE = (12, 6)

#: For each engine and kind of question, the documents and the milliseconds.
Lines = dict[str, dict[str, list[tuple[int, float]]]]


def main() -> None:
    """Draw the picture that is named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("picture", nargs="?", default="docs/growth.svg", help="an SVG file")
    picture = parser.parse_args().picture
    lines = _lines()
    kinds = list(dict.fromkeys(kind for by_kind in lines.values() for kind in by_kind))
    rows = -(-(len(kinds) + 1) // COLUMNS)
    figure, axes = pyplot.subplots(rows, COLUMNS, figsize=SIZE, layout="constrained", sharex=True)
    panels = list(axes.flat)
    for panel, kind in zip(panels, kinds, strict=False):
        for engine, by_kind in lines.items():
            if kind not in by_kind:
                continue
            documents, milliseconds = zip(*by_kind[kind], strict=True)
            panel.loglog(documents, milliseconds, marker="o", markersize=3, label=engine)
        panel.set_title(kind)
        panel.grid(visible=True, alpha=0.3)
    for panel in panels[len(kinds) :]:
        panel.axis("off")
    handles, labels = panels[0].get_legend_handles_labels()
    panels[len(kinds)].legend(handles, labels, loc="center", frameon=False)
    figure.supxlabel("documents")
    figure.supylabel("milliseconds, median")
    figure.savefig(picture, metadata={"Date": None})


def _lines() -> Lines:
    lines: Lines = {}
    measured = {int(path.parent.name.rpartition("-")[2]): path for path in _measured()}
    for documents in sorted(measured):
        for engine, kinds in json.loads(measured[documents].read_text("utf-8")).items():
            for kind, milliseconds in kinds.items():
                lines.setdefault(engine, {}).setdefault(kind, []).append((documents, milliseconds))
    if not lines:
        sys.exit(f"there is nothing in {WORK}; run scripts/bench/speed with several --documents")
    return lines


def _measured() -> list[Path]:
    return sorted(WORK.glob("*/medians.json"))


main()
