"""A colleague who takes part as well: asked, proved, and kept from money to themselves."""
