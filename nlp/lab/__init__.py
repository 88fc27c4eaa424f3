"""The annotators' lab: what the rules do on a corpus, why, and what a change of them would do."""
