"""What the worker does, how it is asked for, and what is told of it."""
