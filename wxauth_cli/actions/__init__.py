"""What each command does: a context and plain parameters in, a `Report` out. No parsing, no printing."""
