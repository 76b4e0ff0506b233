"""Files that members send and that we draw up: what is taken, how it is kept, how it is handed out."""
