"""Makes the tables of ``content/gazetteer/`` again out of the packages that its README names."""
