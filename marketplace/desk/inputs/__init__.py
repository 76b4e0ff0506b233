"""The forms of the staff desk."""
