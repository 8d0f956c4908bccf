"""What running text says in its own words beside the stored figures: numbers, directions and years, read and compared."""
