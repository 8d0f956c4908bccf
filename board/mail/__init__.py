"""The board's letters, one module an occasion."""
