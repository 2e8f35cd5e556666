"""The form in which a coordinator writes down who can decide what."""
