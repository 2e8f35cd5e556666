"""The demo data of November 2026, taken to today's schema: what a site goes through that has run since then."""
