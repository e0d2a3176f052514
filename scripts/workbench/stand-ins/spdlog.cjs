"use strict";
// Stands in for the native @vscode/spdlog: the same interface over plain appends.
const fs = require("node:fs");
const path = require("node:path");

const levels = ["trace", "debug", "info", "warning", "error", "critical"];
let commonLevel = levels.indexOf("info");

class Logger {
  constructor(kind, name, file) {
    Object.assign(this, { kind, name, file, level: commonLevel, bare: false });
    if (kind !== "stdout_async") fs.mkdirSync(path.dirname(file), { recursive: true });
  }
  write(level, message) {
    if (level < this.level) return;
    const text = this.bare ? message : `${new Date().toISOString()} [${levels[level]}] ${message}\n`;
    if (this.kind === "stdout_async") return process.stdout.write(text);
    try {
      fs.appendFileSync(this.file, text);
    } catch {
      // A log that cannot be written must not end the workbench.
    }
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {
    this.bare = false;
  }
  clearFormatters() {
    this.bare = true;
  }
  flush() {}
  drop() {}
}
for (const [level, method] of ["trace", "debug", "info", "warn", "error", "critical"].entries()) {
  Logger.prototype[method] = function (message) {
    this.write(level, message);
  };
}

// Named one by one, since the workbench imports them as names of a module.
exports.version = 11400;
exports.Logger = Logger;
exports.setLevel = (level) => (commonLevel = level);
exports.setFlushOn = () => {};
exports.createRotatingLogger = async (name, file) => new Logger("rotating", name, file);
exports.createAsyncRotatingLogger = async (name, file) => new Logger("rotating_async", name, file);
