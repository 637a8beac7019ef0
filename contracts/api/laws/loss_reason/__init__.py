"""Why a dispute was lost (DI-24)."""
