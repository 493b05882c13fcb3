/** What all of jest's projects have in common. */
module.exports = {
  transform: {
    '\\.[jt]s$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  // The MongoDB driver's `import('os')` is refused by jest's sandbox, and the server turns a driver away that sends no
  // metadata: compiled, it is a `require`.
  transformIgnorePatterns: ['/node_modules/(?!(mongodb|mongoose/node_modules/mongodb)/lib/runtime_adapters)'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.local'],
  moduleNameMapper: {
    // zod's messages in fifty languages, which nobody reads, would be loaded by every suite: half of what zod costs.
    '^\\.\\./locales/index\\.cjs$': '<rootDir>/node_modules/zod/v4/locales/en.cjs',
  },
}
