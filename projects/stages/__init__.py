"""The stages of a project: their states, their line, and the pages that stand under one."""
