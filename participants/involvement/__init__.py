"""Who takes part in which stage, and how."""
