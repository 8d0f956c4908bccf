"""The board's views, one module a page's noun."""
