locals {
  broker = "mq01.shop.test"
}

resource "null_resource" "billing" {
  triggers = {
    url = "amqp://${local.broker}:5672"
  }
}
