"""Values of options that several commands share."""

from enum import Enum


class FailOn(str, Enum):
    """From which severity on a finding makes the run end with 10."""

    critical = "critical"
    error = "error"
    warning = "warning"
    info = "info"
    never = "never"
