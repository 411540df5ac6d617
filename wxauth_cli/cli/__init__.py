"""The command line: parse, call an action, render. Imports everything; nobody imports it."""
