/** Loaded before a command by NODE_OPTIONS: notes every address that this process or its children turn to. */
const { appendFileSync } = require('node:fs');
const net = require('node:net');
const dns = require('node:dns');
const dgram = require('node:dgram');

const note = (what) => appendFileSync(process.env.VERDICT_NETWORK_LOG, `${what}\n`);

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...given) {
  const [first] = Array.isArray(given[0]) ? given[0] : given;
  const options = typeof first === 'object' && first !== null ? first : { port: first };
  if (options.port !== undefined) note(`tcp ${options.host ?? 'localhost'}:${options.port}`);
  return connect.apply(this, given);
};
for (const holder of [dns, dns.promises]) {
  const { lookup } = holder;
  holder.lookup = (name, ...rest) => {
    note(`lookup ${name}`);
    return lookup.call(holder, name, ...rest);
  };
}
const { send } = dgram.Socket.prototype;
dgram.Socket.prototype.send = function (...given) {
  note('udp');
  return send.apply(this, given);
};
