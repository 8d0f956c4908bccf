"""What insatser print: frozen dataclasses of plain values, shown by templates in `templates/print/`."""

from insatser.documents.report import PrintedReport, build_report

__all__ = ["PrintedReport", "build_report"]
