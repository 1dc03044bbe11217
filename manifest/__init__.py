"""The Teams app package: manifest, languages, icons and how they are packed."""
