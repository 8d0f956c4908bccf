"""How long a year's report takes to print, to preview and to fetch: for the bench and for the tests that hold it to its time."""

from __future__ import annotations

import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from django.template.loader import render_to_string

from board.documents.assemble import look_of
from finsam import pdf
from finsam.files import store
from finsam.pdf.look import PRINT_DIR
from reporting.documents.report import build_report, build_section
from reporting.models import Report, Section

MOST_PREVIEW, MOST_FROZEN = 0.5, 0.03  # seconds
TIMES = 5
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
)


@dataclass(frozen=True)
class Printing:
    """One report printed in a warm process: pages, seconds of building and of typesetting, and the process's peak in MB."""

    pages: int
    building: float
    typesetting: float
    peak: float

    @property
    def seconds(self) -> float:
        return self.building + self.typesetting


def print_once(report: Report) -> Printing:
    """Print a report as the worker does."""
    report = Report.objects.of(report.association).get(pk=report.pk)
    started = time.perf_counter()
    document = build_report(report)
    built = time.perf_counter()
    content = pdf.render(document.template_name, {"document": document}, look=look_of(report.association))
    typeset = time.perf_counter()
    with tempfile.TemporaryFile() as file:
        file.write(content)
        with pikepdf.open(file) as made:
            pages = len(made.pages)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Printing(pages, built - started, typeset - built, peak)


def warm_printing(report: Report) -> Printing:
    """Give the second printing of the process: the worker has read typefaces and style sheet by then."""
    print_once(report)
    return print_once(report)


@dataclass(frozen=True)
class BrowserPrinting:
    """The same HTML printed by Chromium, started anew: seconds, and the peak of all its processes together in MB."""

    seconds: float
    peak: float


def browser_printing(report: Report) -> BrowserPrinting | None:
    """Let Chromium print the same HTML; None where there is no Chromium."""
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program is None:
        return None
    document = build_report(Report.objects.of(report.association).get(pk=report.pk))
    html = render_to_string(
        document.template_name, {"document": document, "look": look_of(report.association)}
    )
    sheet = f'<link rel="stylesheet" href="{(PRINT_DIR / "print.css").as_uri()}"></head>'
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        page.write_text(html.replace("</head>", sheet), encoding="utf-8")
        command = [
            program,
            *_FLAGS,
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={folder}/out.pdf",
            page.as_uri(),
        ]
        return _watched(command)


def _watched(command: list[str]) -> BrowserPrinting:
    """Run a command in a session of its own, and ask over and over how much its processes hold."""
    started, peak = time.perf_counter(), 0.0
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as running:
        while running.poll() is None:
            peak = max(peak, sum(map(_held, _processes_of(running.pid))))
            time.sleep(0.02)
    return BrowserPrinting(time.perf_counter() - started, peak)


def _processes_of(session: int) -> list[Path]:
    """Every process of a session, from the sixth field of Linux's /proc/PID/stat; a name may hold blanks."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[3]) == session:
                found.append(stat.parent)
    return found


def _held(process: Path) -> float:
    """The memory of a process in MB, what it shares divided among those who share it; 0 when it is gone."""
    with suppress(OSError):
        for line in (process / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def preview_seconds(section: Section) -> float:
    """Give the time to build one section for its preview, the middle of several."""

    def build() -> None:
        row = Section.objects.select_related("report__association", "text").get(pk=section.pk)
        build_section(row.report, row)

    return _middle(build)


def frozen_seconds(report: Report) -> float:
    """Give the time to fetch a frozen report from the store, the middle of several."""

    def fetch() -> None:
        row = Report.objects.select_related("document").get(pk=report.pk)
        assert row.document
        store.read(row.document)

    return _middle(fetch)


def _middle(work: Callable[[], None]) -> float:
    found = []
    for _ in range(TIMES):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return sorted(found)[TIMES // 2]
