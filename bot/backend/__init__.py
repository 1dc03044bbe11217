"""The claims API: its contract, the client that calls it, and an embedded stand-in of it."""
