"""Forms of reports, goals and indicators."""
