"""What the program knows: error codes, endpoints, and its own sentences in zh and en. Data, typed."""
