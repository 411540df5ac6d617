"""HTTP that tells what it did: times, deadline, size cap, outcome. Knows nothing of WeChat."""
