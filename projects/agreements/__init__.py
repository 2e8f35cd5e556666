"""How a group has agreed to work: versions of its own words."""
