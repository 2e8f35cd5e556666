"""Nothing typed is lost: what somebody wrote into a form and has not sent."""
