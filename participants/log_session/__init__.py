"""Log a session: who came, what was said, decided and promised."""
