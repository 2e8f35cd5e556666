"""How an update reached each person."""
