"""Running text as it comes in: the editor and the one cleaner."""
