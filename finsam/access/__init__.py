"""How one is let in: accounts, codes, sessions, and what is locked under keys that lie outside the database."""
