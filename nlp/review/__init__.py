"""The review page: a local web application in which annotators decide on what a run has told."""
