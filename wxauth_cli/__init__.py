"""wxauth: the login debugger for WeChat mini programs.

The package is an application, not a library: modules carry no leading underscores, and only the
command line, the JSON document and `wxauth_cli.sandbox` are promised to stay as they are.
"""

__version__ = "0.1.0"
