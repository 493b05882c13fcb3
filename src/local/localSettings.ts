import { type Environment, parseSettings, type Settings } from '../../config/env'
import { LocalModeRefused } from './localModeRefused'
import type { LocalSecrets } from './localSecrets'
import type { LocalServers } from './localServers'

export const LOCAL_ADDRESS = 'advice@advice-line.example'
/** The number of the real service, as dialled on the handset; nothing here reaches a real network. */
const ADVICE_LINE_NUMBER = '+448088005000'
const CALLER_ID = '+442079460000'
const TEXT_SENDER = 'AdviceLine'

/**
 * Looks at the settings that somebody made; those that nobody made are ours to fill in.
 * @throws LocalModeRefused naming every one that is bad
 */
export function refuseBadSettings(env: Environment): void {
  const parsed = parseSettings(env)
  const bad = parsed.ok ? [] : parsed.problems.filter((problem) => env[problem.split(' ')[0] ?? ''])
  if (bad.length > 0) throw new LocalModeRefused(listed(bad))
}

const listed = (problems: readonly string[]): string =>
  `Some settings are not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`

/**
 * The settings of local mode: what was set where that is safe, else our own servers and secrets. The telephone
 * settings are always our own, so that no real number is ever rung from here.
 * @throws LocalModeRefused naming every setting that is bad
 */
export function localSettings(
  env: Environment,
  local: { servers: LocalServers; secrets: LocalSecrets; spoolDir: string; port: number; opsPort: number; networkPort: number },
): Settings {
  const { servers, secrets, port } = local
  const parsed = parseSettings({
    ...env,
    PORT: String(port),
    OPS_PORT: String(local.opsPort),
    PUBLIC_BASE_URL: `http://127.0.0.1:${port}`,
    MONGODB_URI: servers.mongodbUri,
    REDIS_URL: servers.redisUrl,
    IMAP_URL: servers.imapUrl,
    SMTP_URL: servers.smtpUrl,
    MAIL_FROM: env['MAIL_FROM'] ?? LOCAL_ADDRESS,
    TWILIO_ACCOUNT_SID: secrets.twilioAccountSid,
    TWILIO_AUTH_TOKEN: secrets.twilioAuthToken,
    TWILIO_AUTH_TOKEN_SECONDARY: undefined,
    // The simulated network's: a request to the real one must never leave this computer.
    TWILIO_API_URL: `http://127.0.0.1:${local.networkPort}`,
    ADVICE_LINE_NUMBER,
    TWILIO_CALLER_ID: CALLER_ID,
    SMS_FROM: TEXT_SENDER,
    SERVICE_HOURS: env['SERVICE_HOURS'] ?? '24/7',
    SESSION_SECRET: secrets.sessionSecret,
    DATA_KEYS: secrets.dataKeys,
    SPOOL_DIR: local.spoolDir,
  })
  if (parsed.ok) return parsed.settings
  throw new LocalModeRefused(listed(parsed.problems))
}
