const port = Number(process.argv[2]);
require('http').createServer((request, response) => {
  if (request.url === '/never') return response.writeHead(503).end();
  if (request.url !== '/health') console.log(`${request.method} ${request.url} 200`);
  response.end('ok\n');
}).listen(port, '127.0.0.1', () => console.log(`listening on ${port}`));
