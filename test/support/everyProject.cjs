/** What all of jest's projects have in common. */
module.exports = {
  testEnvironment: '<rootDir>/test/support/oneContext.cjs',
  runtime: '<rootDir>/test/support/sharedPackages.cjs',
  transform: {
    '\\.[jt]s$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.local'],
}
