"""Talks to mq01."""
import os

BROKER = os.environ.get("BROKER_HOST", "mq01.shop.test")
URL = "amqp://%s:5672/" % BROKER
