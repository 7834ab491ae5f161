// Sends a mail with Nodemailer: smtp.js HOST PORT AUTHORITY
const { readFileSync } = require("node:fs");
const { createTransport } = require("nodemailer");

const [host, port, authority] = process.argv.slice(2);

async function run() {
  const client = createTransport({ host, port: Number(port), name: "client.example", requireTLS: true, tls: { ca: readFileSync(authority) } });
  const { response } = await client.sendMail({ from: "a@client.example", to: "b@mail.example", subject: "From Node", text: "Hello" });
  console.log(response);
}

run();
