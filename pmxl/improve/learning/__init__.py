"""Learning: lessons carried into the next plan, good practice shared, and the meetings that review performance."""
