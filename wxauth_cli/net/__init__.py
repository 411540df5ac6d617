"""Recorded HTTP: one total deadline, a cap on what is read, verified TLS, no redirects, nothing behind our back."""
