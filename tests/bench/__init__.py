"""What `make bench` measures: pages with the demo and with a national installation, and heavy documents."""
