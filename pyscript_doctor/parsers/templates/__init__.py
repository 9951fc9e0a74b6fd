"""Template engines: what they write into a page is masked, so that every offset stays true."""
