"""The core's forms, one module a page's noun."""
