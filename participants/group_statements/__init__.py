"""What a group says of itself, with nobody of the project's staff there."""
