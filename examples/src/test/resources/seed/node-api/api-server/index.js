// A server that answers everything on the port in its environment.
const http = require("http");

http.createServer((request, response) => response.end(`api: ${request.url}\n`)).listen(Number(process.env.PORT));
