"""Comments that tell the doctor to ignore a finding."""
