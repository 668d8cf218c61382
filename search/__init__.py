"""A question in, ranked answers out."""
