"""Template filters of insatser."""
