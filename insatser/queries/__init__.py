"""Reads that join or shape for pages, documents and checks of insatser."""
