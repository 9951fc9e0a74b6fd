"""What rules say where no browser can prove it: templates, hosts, servers."""
