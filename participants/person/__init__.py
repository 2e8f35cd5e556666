"""The list of people and the page of one, put together from the rooms."""
