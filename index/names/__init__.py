"""Names: which spellings are of one name, in three scripts."""
