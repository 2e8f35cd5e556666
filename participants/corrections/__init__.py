"""What was written and is put right: what it said before, who changed it, when and why."""
