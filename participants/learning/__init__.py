"""What was learned in a stage: where we changed our minds, what we tried and failed at, and who sees it differently."""
