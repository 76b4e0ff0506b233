"""What the findings say. One module per kind of place: the file, a value, a row with its neighbours."""
