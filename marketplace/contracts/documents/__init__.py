"""The licence agreement as a document: its data, its words, its pages, its signatures. No Django models in here."""
