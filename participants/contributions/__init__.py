"""What people said, and what we answered."""
