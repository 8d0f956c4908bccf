"""Documents of the economy, built from stored data by pure functions."""
