"""The gate that figures of people pass before they leave the house: what is hidden, and why that is enough.

It knows tables of non-negative whole numbers and nothing of insatser, pages or the database.
"""

from insatser.disclosure.gate import Disclosed, decide, disclose
from insatser.disclosure.tables import Place, Shown, Table

__all__ = ["Disclosed", "Place", "Shown", "Table", "decide", "disclose"]
