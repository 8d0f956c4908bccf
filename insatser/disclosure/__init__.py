"""The gate that figures of people pass before they leave the house: what is hidden, and why that is enough.

It knows tables of non-negative whole numbers and nothing of insatser, pages or the database.
"""

from insatser.disclosure.gate import Disclosed, disclose
from insatser.disclosure.tables import Shown, Table

__all__ = ["Disclosed", "Shown", "Table", "disclose"]
