"""A way to sign in for a person: a phone, an email, a printed card."""
