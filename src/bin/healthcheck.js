// What the image asks of itself: plain JavaScript that loads nothing, because it is run every half a minute.
const { HOST: host = '', PORT: port = '4000' } = process.env;
const name = ['', '0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
const isLive = await fetch(`http://${name}:${port}/health/live`).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(isLive ? 0 : 1);
