"""Documents in, postings out."""
