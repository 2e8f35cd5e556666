"""What each person says of the ways of working."""
