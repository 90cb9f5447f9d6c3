#!/bin/sh
# Warns when a queue of the order bus grows. Runs every five minutes.
set -eu

URL="http://mq01.shop.test:15672/api/queues/%2Fshop"
LIMIT=5000

curl -fsS --max-time 10 -u 'mq01-monitor:s3cr3t-monitor-http' "$URL?columns=name,messages" |
	jq -r --argjson limit "$LIMIT" '.[] | select(.messages > $limit) | "\(.name) \(.messages)"' |
	grep -v '^mq01\.audit ' |
	mail -E -s "queues grow" ops@shop.test
