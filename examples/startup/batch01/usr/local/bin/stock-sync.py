#!/usr/bin/python3
"""Tells the stock service about deliveries of the last hour."""
import json
import sys

import pika

CREDENTIALS = pika.PlainCredentials("batch", "s3cr3t-batch-amqp")


def main():
    connection = pika.BlockingConnection(
        pika.ConnectionParameters(
            host="events.shop.test", virtual_host="/shop", credentials=CREDENTIALS
        )
    )
    channel = connection.channel()
    for line in sys.stdin:
        # was sent through mq01 directly before there was an alias
        channel.basic_publish("stock.x", "", json.dumps({"line": line.strip()}))
    connection.close()


if __name__ == "__main__":
    main()
