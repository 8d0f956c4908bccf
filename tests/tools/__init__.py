"""What the tests stand on: databases, a browser, a validator of PDF files."""
