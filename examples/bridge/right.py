#!/usr/bin/env python3
# The right side of --into in Python: keeps each MQTT message in SQLite, repeats only once, and says how many are kept.
import json, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("create table if not exists messages (delivery primary key, topic, line)")
for count, line in enumerate(sys.stdin.buffer, 1):
    message = json.loads(line)
    with db:  # commits
        db.execute("insert or ignore into messages values (?, ?, ?)", (message.get("delivery"), message["topic"], line.decode()))
    print(count, flush=True)
