"""What every page under /me/ stands in: a room may have pages of its own there."""
