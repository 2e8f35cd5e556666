"""Who was asked to a session and who came, with the minutes they gave."""
