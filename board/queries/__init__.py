"""The board's queries, one module a stage of a meeting's life."""
