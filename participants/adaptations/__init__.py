"""What was arranged so that a person can take part, and whether it worked."""
