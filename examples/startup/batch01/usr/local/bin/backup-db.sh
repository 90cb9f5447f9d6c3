#!/bin/sh
# Nightly dump of the order database on db01.
set -eu
DIR=/var/backups/postgresql
pg_dump -h db01.shop.test -U backup -Fc -f "$DIR/shop-$(date +%F).dump" shop
find "$DIR" -name 'shop-*.dump' -mtime +14 -delete
