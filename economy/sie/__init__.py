"""SIE, the Swedish exchange format for books: types 1-4 read, types 4E and 4I written."""
