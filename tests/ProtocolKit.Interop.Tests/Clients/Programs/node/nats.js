// Hears a message with nats.js: nats.js HOST PORT AUTHORITY [first, where TLS comes first]
const { connect } = require("nats");

const [host, port, authority, order] = process.argv.slice(2);

async function run() {
  const connection = await connect({
    servers: `${host}:${port}`,
    tls: { caFile: authority, handshakeFirst: order === "first" },
    reconnect: false,
    timeout: 20000,
  });
  for await (const message of connection.subscribe("answers")) {
    console.log(message.string());
    break;
  }
  await connection.close();
}

run();
