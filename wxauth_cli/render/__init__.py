"""Report -> terminal, JSON, HAR. Returns text or drawables; writes nothing, decides nothing."""
