// A server that tells who it is, as its configuration file says, on the port in its environment.
const fs = require("fs");
const http = require("http");

const config = JSON.parse(fs.readFileSync(process.argv[process.argv.indexOf("--config") + 1], "utf8"));
const server = http.createServer((request, response) => {
  response.setHeader("Content-Type", "text/plain");
  response.end(request.url === "/health" ? "ok\n" : `${config.name} in ${process.env.NODE_ENV}: ${request.url}\n`);
});
server.listen(Number(process.env.PORT), () => console.log(`Server listening on port ${process.env.PORT}`));
process.on("SIGTERM", () => {
  console.log("Closing");
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
