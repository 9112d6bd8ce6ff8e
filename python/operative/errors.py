"""What can go wrong: every exception of the package descends from :class:`OperativeError`.

Parsing never fails; only files can. Each exception also descends from the built-in one of its
kind, so ``except FileNotFoundError`` works as ever.
"""


class OperativeError(Exception):
    """Anything that the package raises."""


class LanguageError(OperativeError, ValueError):
    """No language has the code that was given."""


class CorpusError(OperativeError, ValueError):
    """A corpus cannot be read from, saved to or opened at what was given."""


class SymbolError(OperativeError, LookupError):
    """No work of a citation network has the symbol that was given."""


class MissingExtraError(OperativeError, ImportError):
    """A library is not installed that an extra of the package has.

    Attributes:
        extra: The extra: ``pip install operative[plot]``.
    """

    extra: str

    def __init__(self, module: str, extra: str) -> None:
        """Make the exception with the module that is missing and its extra."""
        super().__init__(
            f"{module} is not installed: pip install 'operative[{extra}]'", name=module
        )
        self.extra = extra

    def __reduce__(self) -> tuple[type["MissingExtraError"], tuple[str, str]]:
        """Keep the extra in pickles."""
        return type(self), (self.name or "", self.extra)


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
