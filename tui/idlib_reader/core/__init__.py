"""The pure core: text, selectors, annotations, dates, layout. No files, no YAML, no Textual."""
