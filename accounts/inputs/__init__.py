"""What is typed about people, organisations and their access, each form declared once (`marketplace.kit.inputs`)."""
