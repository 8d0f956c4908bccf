"""The project and its core: associations, people, access, text, documents and jobs."""
