/** What globalSetup tells the test processes. */
export const NAMES = {
  mongodb: 'TEST_MONGODB_URL',
  redis: 'TEST_REDIS_URL',
  imapPort: 'TEST_IMAP_PORT',
  imapConfig: 'TEST_IMAP_CONFIG',
} as const

/** Everybody's password on the shared mail server. */
export const MAIL_PASSWORD = 'invented-password'

export function told(name: (typeof NAMES)[keyof typeof NAMES]): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: is test/support/servers/globalSetup.ts jest's globalSetup?`)
  return value
}
