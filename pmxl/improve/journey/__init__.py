"""The improvement journey: what partners said of themselves stage by stage, put together without averaging it away."""
