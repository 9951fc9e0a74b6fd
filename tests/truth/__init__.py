"""Small projects with what browsers did with them, on several releases of PyScript."""
