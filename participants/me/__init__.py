"""The pages of somebody who takes part, under /me/."""
