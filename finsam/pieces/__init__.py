"""Pieces of a page that one takes along: a chart as a picture, and the figures of a chart or table as a file."""
