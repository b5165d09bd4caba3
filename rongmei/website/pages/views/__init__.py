"""What readers open (public), and the console's screens of the sites."""
