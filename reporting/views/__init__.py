"""Pages that look across the whole association."""
