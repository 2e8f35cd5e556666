"""How each project stands, kept: worked out anew where its records or the day changed, and read by every page."""
