"use strict";
// Stands in for the native @vscode/native-watchdog: ends this process when its parent is gone.
const parentGone = 87;

exports.start = (parentId) => {
  const alive = () => {
    try {
      process.kill(parentId, 0);
      return true;
    } catch {
      return false;
    }
  };
  setInterval(() => alive() || process.exit(parentGone), 2000).unref();
};
exports.exit = (code) => process.exit(code ?? 0);
