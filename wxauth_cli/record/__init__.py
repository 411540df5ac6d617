"""A reverse proxy with two doors that passes every byte on and keeps what passed."""
