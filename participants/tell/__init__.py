"""Tell people how things stand."""
