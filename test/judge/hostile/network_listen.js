require('node:net')
  .createServer()
  .listen(0, '127.0.0.1', () => {
    console.log('listening');
    setTimeout(() => process.exit(0), 100);
  })
  .on('error', (e) => console.log(e.code));
