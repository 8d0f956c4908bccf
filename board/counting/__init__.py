"""Who was there at which §, and what a vote came to: pure functions of loaded rows."""
