"""What was decided, and how many people were there."""
