"""Who has the power to decide what in a stage."""
