"""The demo: a made-up förbund on 11 April 2022 and its small neighbour, made by the program's own actions."""
