/** In the place of argon2, whose native part older versions download when installed: no password is asked for. */
module.exports = {};
