"""Template engines: what they write into a page is masked, so that each offset stays right."""
