// An ordinary server, under whatever keeps it: answers each request with its id, 5 ms later. It writes the id of each POST into
// a book first, so that it can be counted what was executed. It ends in good order if asked. The version "broken" ends at once.
const fs = require('fs');
const http = require('http');

if (process.env.VERSION === 'broken') {
  process.exit(1);
}
const book = fs.openSync(process.env.BOOK, 'a');
const server = http.createServer((request, response) => {
  const id = new URL(request.url, 'http://localhost').searchParams.get('id') || 'none';
  request.resume();
  request.on('end', () => {
    if (request.method === 'POST') {
      fs.writeSync(book, id + '\n');
    }
    setTimeout(() => response.end(id), 5);
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1');
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => server.close(() => process.exit(0)));
}
