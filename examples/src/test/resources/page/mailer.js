console.log('connecting to smtp.example.com:587');
console.error('Error: connect ECONNREFUSED 192.0.2.25:587');
setTimeout(() => process.exit(1), 300);
