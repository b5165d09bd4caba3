"""The proof desk 校对台: the office’s own words, kept findings and the error book over the proofreading library."""
