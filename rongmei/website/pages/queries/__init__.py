from .sites import Place, all_sites, home_of, place_of, sites_of
from .stories import Listing, by_outlet, card_of, full_story, headlines_of, latest, listing_of, path_of, related_to, story_in_force

__all__ = [
    "Listing",
    "Place",
    "all_sites",
    "by_outlet",
    "card_of",
    "full_story",
    "headlines_of",
    "home_of",
    "latest",
    "listing_of",
    "path_of",
    "place_of",
    "related_to",
    "sites_of",
    "story_in_force",
]
