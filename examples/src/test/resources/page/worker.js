console.log('\x1b[1mImage worker 4.2\x1b[0m starting, 2 threads');
console.log('\x1b[32mINFO\x1b[0m  queue is \x1b[36mamqp://localhost/images\x1b[0m');
let n = 0;
setInterval(() => {
  const id = (++n * 7919 % 10007).toString(16);
  let x = 0;
  for (let i = 0; i < 3e6 * (1 + n % 5); i++) x += i % 7;
  if (n % 9 === 0) console.error(`\x1b[33mWARN\x1b[0m  ${id}: profile is missing, taking sRGB for it`);
  else if (n % 31 === 0) console.error(`\x1b[31mERROR\x1b[0m ${id}: truncated after 48 128 bytes\n    at decode (/srv/worker/jpeg.js:211:15)\n    at scale (/srv/worker/scale.js:40:9)`);
  else console.log(`\x1b[32mINFO\x1b[0m  ${id}: scaled to 640 × 480 in \x1b[1m${20 + n % 40} ms\x1b[0m`);
}, 250);
