"""Close a stage or a project: settled, handed over, or closed over with a reason."""
