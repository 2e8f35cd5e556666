"""Welcome a person: one page that writes to several rooms."""
