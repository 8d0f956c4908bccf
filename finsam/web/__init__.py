"""How a request is met before any view: slow visitors, what is written in addresses and forms, and forms sent twice."""
