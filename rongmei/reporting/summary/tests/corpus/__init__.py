"""Own Word summaries of fictional universities, with the truth about every place in them."""
