"""A run: from what the user said to a target that answers, the groups that are asked, the end."""
