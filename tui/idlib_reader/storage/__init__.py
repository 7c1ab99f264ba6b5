"""The only place that knows YAML and opens files."""
