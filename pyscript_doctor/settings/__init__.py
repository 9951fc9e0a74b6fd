"""What a run is asked to do: by the command line, and by a file of settings."""

from pyscript_doctor.settings.settings import ALL, Settings, SettingsError, dashed, unknown_name

__all__ = ["ALL", "Settings", "SettingsError", "dashed", "unknown_name"]
