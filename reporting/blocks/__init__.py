"""The parts of a report that are computed, a module a block; each registers itself when the app is ready."""
