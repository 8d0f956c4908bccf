"""Refusals that a person can be shown."""


class DomainError(Exception):
    """An act was refused; the message is a Swedish sentence fit to show."""


class StaleVersionError(DomainError):
    """Somebody else saved first; nothing was overwritten."""

    def __init__(self, current_version: int) -> None:
        super().__init__("Någon annan har sparat medan du skrev. Båda texterna finns kvar.")
        self.current_version = current_version
