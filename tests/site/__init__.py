"""The site: of a small notebook, or the whole one in the folder that GDTEACH_SITE names."""
