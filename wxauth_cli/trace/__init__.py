"""Reading captures and server logs into one flow. Reads what it is given; sends nothing, asks no clock."""
