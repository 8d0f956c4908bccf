"""Search in what an association has written, by Swedish word forms, parts of compounds and phrases."""

from finsam.search.finding import Hit, find
from finsam.search.indexing import Entry, index, rebuild, register, remove

__all__ = ["Entry", "Hit", "find", "index", "rebuild", "register", "remove"]
