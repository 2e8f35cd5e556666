"""Open a stage, add people to it, and its page."""
