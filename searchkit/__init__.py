"""Search for Arabic news archives."""
