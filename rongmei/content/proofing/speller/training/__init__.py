"""Makes the trained parts: language model layers, pair priors, the acceptance model. Nothing here runs during a check."""
