"""A participant, and what hangs on a person alone: pauses, strengths, needs, whom they are like."""
