"""The board's actions, one module a stage of a meeting's life."""
