"""The command line: a thin layer over :class:`..library.Library`."""
