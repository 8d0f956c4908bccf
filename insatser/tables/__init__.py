"""Lists of insatser, reports, applications and rekvisitioner."""
