try {
  console.log(require('node:fs').readFileSync('@SECRET@', 'utf8'));
} catch (error) {
  console.log(error.code);
}
