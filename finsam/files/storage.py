"""Files on this machine's disk: whole under their name, or not there."""

import contextlib
import os
import tempfile
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class WholeFileStorage(FileSystemStorage):
    """Writes beside the name and moves there when every byte has reached the disk: no crash leaves half a file.

    A name that is taken gets the new bytes; it is for names that are made of what they hold.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Give the name itself: what it holds is what it is called by."""
        return name

    def _save(self, name: str, content: File) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=".half-")
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            if self.file_permissions_mode is not None:
                Path(beside).chmod(self.file_permissions_mode)
            Path(beside).replace(target)
            _sync_folder(target.parent)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                Path(beside).unlink()
            raise
        return name


def _sync_folder(folder: Path) -> None:
    """Have the name itself reach the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
