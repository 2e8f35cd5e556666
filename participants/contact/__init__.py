"""How it is safe to reach a person."""
