"""Files to upload."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def pdf(name: str = "register.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def picture(form: str = "PNG", name: str = "register.png") -> SimpleUploadedFile:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(target, form)
    return SimpleUploadedFile(name, target.getvalue())
