import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const PROJECT = resolve(__dirname, '../../..')

describe('npm start for production', () => {
  it('names every setting that is missing or bad, once, and leaves with 1', () => {
    const { PATH = '' } = process.env
    const env = { PATH, NODE_ENV: 'production', PORT: 'many', MONGODB_URI: 'mongodb://127.0.0.1/x', DATA_KEYS: 'short-and-secret' }
    const { status, stderr, stdout } = spawnSync(process.execPath, ['src/start.mjs'], { cwd: PROJECT, env, encoding: 'utf8' })
    expect(status).toBe(1)
    for (const name of ['PORT', 'DATA_KEYS', 'REDIS_URL', 'IMAP_URL', 'SMTP_URL', 'SESSION_SECRET', 'TWILIO_AUTH_TOKEN'])
      expect(stderr.match(new RegExp(`^ +- ${name} `, 'gm'))).toHaveLength(1)
    expect(stderr).not.toMatch(/- MONGODB_URI|short-and-secret|at .*\(/)
    expect(stdout).toBe('')
  })
})
