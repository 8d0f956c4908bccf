"""A printed table that is pasted: read as its heads, labels and sums say; nothing is stored here."""
