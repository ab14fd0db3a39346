"""Layout: where everything stands, finished before anything is drawn."""
