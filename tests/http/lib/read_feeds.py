# SPDX-License-Identifier: MIT
"""Reads feeds with Debian's feedparser: the files named, as JSON lines of what it understood of each."""
import json
import sys

import feedparser

for name in sys.argv[1:]:
    feed = feedparser.parse(name, sanitize_html=False, resolve_relative_uris=False)
    print(json.dumps({
        "bozo": str(feed.bozo_exception) if feed.bozo else "",
        "version": feed.version,
        "title": feed.feed.get("title"),
        "link": feed.feed.get("link"),
        "entries": [{
            "title": entry.get("title"),
            "link": entry.get("link"),
            "id": entry.get("id"),
            "at": list(entry.get("published_parsed") or []),
        } for entry in feed.entries],
    }))
