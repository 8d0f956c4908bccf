"""A text's own headings, where the text stands under another heading."""

import re

_HEADING = re.compile(r"<(/?)h([34])>")
LOWEST = 6


def under(html: str, heading: int) -> str:
    """Take clean HTML and let its headings, h3 and h4, follow on a heading of the level given; nothing is below h6."""
    return _HEADING.sub(lambda found: f"<{found[1]}h{min(int(found[2]) + heading - 2, LOWEST)}>", html)
