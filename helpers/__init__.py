"""The code that the chapters teach, and the live pictures that they show."""

__version__ = "0.2.0"


def needs(version):
    """Say so, with an ImportError, if these helpers are older than the page that names the version it needs."""
    if _numbers(__version__) < _numbers(version):
        raise ImportError(
            f"This page needs version {version} of the helpers or a later one, but version {__version__} is installed, "
            f"in {__path__[0]}. Bring helpers and notebooks to the same state (git pull, then make lab; "
            "on a hub: ask for a newer image), and restart the kernel."
        )


def _numbers(version):
    return [int(part) for part in version.split(".")]
