#!/bin/sh
set -eu
REDISCLI_AUTH=s3cr3t-cache redis-cli -h cache01.shop.test --rdb /var/backups/redis/cache01.rdb
