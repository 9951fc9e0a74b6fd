"""How a page reaches the browser: its host, its headers, the frames around it."""
