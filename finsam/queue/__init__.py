"""The queue that web and worker share: duties that are claimed, and the beats of those who do them."""
