"""What laws stand on: objects of the target, made from recipes or given by the configuration."""
