"""What can go wrong: every exception of the package descends from :class:`OperativeError`.

Parsing never fails; only files can. Each exception also descends from the built-in one of its
kind, so ``except FileNotFoundError`` works as ever.
"""


class OperativeError(Exception):
    """Anything that the package raises."""


class LanguageError(OperativeError, ValueError):
    """No language has the code that was given."""


class ReadError(OperativeError):
    """A file could not be read.

    Attributes:
        path: The path of the file.
    """

    path: str

    def __init__(self, message: str, path: str = "") -> None:
        """Make the exception with what it says and the path of the file."""
        super().__init__(message)
        self.path = path

    def __reduce__(self) -> tuple[type["ReadError"], tuple[str, str]]:
        """Keep the path in pickles."""
        return type(self), (str(self), self.path)


class MissingFileError(ReadError, FileNotFoundError):
    """There is no such file."""


class FolderError(ReadError, IsADirectoryError):
    """The path is a folder's, where a file was expected."""


class NotTextError(ReadError, ValueError):
    """The file is binary, where text was expected."""


class BrokenFileError(ReadError, ValueError):
    """The file is of a kind that is read, but is broken, too large, or holds no text."""


class UnsupportedError(ReadError, ValueError):
    """The file is of a kind that is not read."""
