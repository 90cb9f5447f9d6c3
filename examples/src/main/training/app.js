// Talks to mq01.
const amqp = require("amqplib");
const broker = process.env.BROKER_HOST || "mq01.shop.test";
module.exports = () => amqp.connect(`amqp://${broker}:5672`);
