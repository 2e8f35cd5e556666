"""The six questions after a stage: the round, who was asked, the answers."""
