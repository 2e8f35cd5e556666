"""What a person is told they will get, and what it comes to."""
