"""Why it failed: the engine, the payload doctor, the token rules and one registry of causes."""
