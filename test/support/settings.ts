import type { SettingName } from '../../config/env'

/** Sound settings of a service that exists nowhere; a test changes what it is about. Keys and tokens are invented. */
export const TEST_SETTINGS = {
  PORT: '0',
  OPS_PORT: '0',
  PUBLIC_BASE_URL: 'https://advice.example',
  MONGODB_URI: 'mongodb://127.0.0.1:1/advice-line-test',
  REDIS_URL: 'redis://127.0.0.1:1',
  IMAP_URL: 'imap://intake:secret@127.0.0.1:1/INBOX',
  SMTP_URL: 'smtp://127.0.0.1:1',
  MAIL_FROM: 'advice@advice.example',
  TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000',
  TWILIO_AUTH_TOKEN: 'a-token-for-tests',
  // Nobody answers there: no test ever asks the real network for anything.
  TWILIO_API_URL: 'http://127.0.0.1:1',
  ADVICE_LINE_NUMBER: '+448088005000',
  TWILIO_CALLER_ID: '+442079460123',
  SERVICE_HOURS: '24/7',
  SESSION_SECRET: 'a session secret that is only for tests',
  DATA_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
  LOG_LEVEL: 'warn',
} as const satisfies Partial<Record<SettingName, string>>
