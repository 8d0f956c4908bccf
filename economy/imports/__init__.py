"""From files of books to what is stored: reading, columns, mapping to lines, and storing in batches."""
