"""Mail out of the house, and the box of the demo."""
