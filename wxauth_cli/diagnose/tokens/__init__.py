"""What can be said about a business JWT: rules on the token alone, and on the token with its key."""
