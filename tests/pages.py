"""What a page says, however its template breaks its lines."""


def in_one_line(html: str) -> str:
    """Give HTML with each run of spaces and line breaks as one space."""
    return " ".join(html.split())
