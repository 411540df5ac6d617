"""A tiny simulated mini program and backend that play logins on the sandbox over real HTTP."""
