"""The colours of each desk. A picture takes one set and keeps to it."""

from types import SimpleNamespace as Set

MOBILE = Set(ground="#f4eadb", ink="#16233f", hot="#f0593a", cool="#2b9a93", pale="#a9cfd8", warm="#f3b64c", white="#fffaf2")
CLOUD = Set(ground="#e4eaf6", ink="#1d2050", hot="#5a49d6", cool="#35b3d1", pale="#bcc7ee", warm="#f58fa9", white="#ffffff")
CABLE = Set(ground="#fdefd3", ink="#3a1a33", hot="#c9305a", cool="#6d2d60", pale="#f3c9a5", warm="#f1862f", white="#fffaf0")
OPTICAL = Set(ground="#0e1c30", ink="#07101e", hot="#ffb53e", cool="#1fae85", pale="#27476b", warm="#c9e86f", white="#eaf6f3")
SECURITY = Set(ground="#211c2e", ink="#120f1b", hot="#ea3b47", cool="#7a6fa3", pale="#463d5f", warm="#f4a28c", white="#f3ece2")
REGION = Set(ground="#f1ece1", ink="#26346b", hot="#d25f3b", cool="#6f8a45", pale="#d9cfb8", warm="#e9b95c", white="#fffdf7")
FIELD = Set(ground="#eaf1dc", ink="#1d4636", hot="#f0803c", cool="#6bab52", pale="#bfd9a5", warm="#f5bf47", white="#fbfff4")
BENCH = Set(ground="#10201c", ink="#081210", hot="#f7c548", cool="#44c98a", pale="#1f4a3e", warm="#ee6c4d", white="#e9f7ee")
