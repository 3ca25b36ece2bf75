"""Reads the embedded endpoint with the official Python driver; prints what it saw as JSON."""

import datetime
import json
import sys

import pymongo

client = pymongo.MongoClient(sys.argv[1], serverSelectionTimeoutMS=20000)
database = client["prisma"]
recordings = database["recordings"]
day = datetime.datetime(2026, 1, 2, tzinfo=datetime.timezone.utc)
page = recordings.find({"start_time": {"$gte": day}}, {"_id": 0, "n": 1}).sort("n", -1).batch_size(2)
try:
    recordings.insert_one({"uuid": "0"})
    duplicate = None
except pymongo.errors.DuplicateKeyError as error:
    duplicate = error.code
print(
    json.dumps(
        {
            "version": client.server_info()["version"],
            "databases": client.list_database_names(),
            "collections": database.list_collection_names(),
            "found": [row["n"] for row in page],
            "count": recordings.count_documents({"deleted": {"$ne": True}}),
            "estimated": recordings.estimated_document_count(),
            "groups": sorted(
                (row["_id"], row["n"])
                for row in recordings.aggregate([{"$group": {"_id": "$deleted", "n": {"$sum": 1}}}])
            ),
            "indexes": sorted(recordings.index_information()),
            "duplicate": duplicate,
        }
    )
)
