"""The hosts that `pyscript-doctor init` asks about."""

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
"""The hosts that can be named, each as people write it."""
