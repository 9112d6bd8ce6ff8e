"""Optional libraries: loaded when they are needed, and missed with a clear word."""

from importlib import import_module
from types import ModuleType

from operative.errors import MissingExtraError


def need(module: str, extra: str) -> ModuleType:
    """Import a library of an extra.

    Args:
        module: The module to import.
        extra: The extra of the package that has it.

    Raises:
        MissingExtraError: Where it is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise MissingExtraError(module, extra) from error
