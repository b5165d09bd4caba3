"""What leaves a site for other programs: feeds, sitemaps, ninjs, structured data, the stylesheet of a theme."""
