"""The hosts that the command line can name, by the same names as the setting `hosting`."""

HOSTS = {
    "github-pages": "GitHub Pages",
    "gitlab-pages": "GitLab Pages",
    "netlify": "Netlify",
    "cloudflare-pages": "Cloudflare Pages",
    "vercel": "Vercel",
    "firebase": "Firebase Hosting",
    "azure-static-web-apps": "Azure Static Web Apps",
    "other": "another one, or not known yet",
}
"""The hosts that `init` asks about, each as people write it."""

SERVED = ("github-pages", "netlify", "vercel", "cloudflare-pages", "firebase", "python", "plain")
"""What `run` and `serve` can serve like."""

_SHORT = {"cloudflare": "cloudflare-pages", "github": "github-pages", "gitlab": "gitlab-pages"}


def host_of(text: str) -> str:
    """The name of a host, which may be written short."""
    return _SHORT.get(text.lower(), text)
