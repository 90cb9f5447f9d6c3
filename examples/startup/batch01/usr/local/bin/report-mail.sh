#!/bin/sh
# Sends yesterday's reports. Reads files only; nothing of the bus.
set -eu
cd /var/spool/reports
for f in *.csv; do
	[ -e "$f" ] || exit 0
	mail -s "report $f" -A "$f" accounting@shop.test </dev/null && mv "$f" sent/
done
