"""The embedded engine: segments of arrays, behind the interfaces of Whoosh."""
