"""Budgets, funding, rate cards, and the wage floor of a day."""
