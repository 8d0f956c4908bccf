"""Filters that templates load as `economy`."""
