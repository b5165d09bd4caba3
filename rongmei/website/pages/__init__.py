"""The public sites: any number of them, made in the console; what they show are the newsroom's publications."""
