/** @type {import("jest").Config} */
export default {
  roots: ["<rootDir>"],
  testMatch: ["<rootDir>/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/dist/"],
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "es6" } },
    ],
  },
  testTimeout: 30_000,
  // On two cores jest would run everything in one process, whose memory grows with each file until it is mostly collecting it.
  maxWorkers: 2,
  workerIdleMemoryLimit: "1GB",
};
