"""Who may be reached how: the one place that decides it for participants."""
