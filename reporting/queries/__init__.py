"""Reads that shape what is stored below for the pages across the association."""
