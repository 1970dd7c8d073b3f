/** Stands in for @vscode/native-watchdog: an extension host ends when the process it belongs to is gone. */
exports.start = (pid) => {
  const watching = setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(87);
    }
  }, 2000);
  watching.unref();
};
exports.exit = (code) => process.exit(code || 0);
