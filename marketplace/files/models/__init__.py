"""What lies in the store, and what is still arriving."""

from marketplace.files.models.stored_file import StoredFile
from marketplace.files.models.upload import Upload

__all__ = ["StoredFile", "Upload"]
