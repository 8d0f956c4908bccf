"""Builds a whole report from its sections, blocks and figures."""
