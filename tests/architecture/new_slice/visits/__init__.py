"""A slice of a noun that means nothing, to show that a folder and one line add one: visits of a screening room."""
