"""The board's forms, one module a page's noun."""
