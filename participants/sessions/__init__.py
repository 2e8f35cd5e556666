"""Plan a session, ask people to it, and its page."""
