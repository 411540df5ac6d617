"""The report of a trace: one HTML page in both languages, or Markdown in one."""
