"""What is for contact and deputy alone, and who read it."""
