"""The scripts that make the data: `python -m pyscript_doctor.knowledge.make` refreshes all of it.

They need git, node, npm and the network, or a cache folder that was filled before; `web_platform` needs Chromium and
Playwright too. No wheel contains them.
"""
