import pino, { type DestinationStream, type Logger } from 'pino'

/**
 * All that a log line may carry beside its message. A list of what is let through, not of what is kept out: a name,
 * a number or a child's words under a key that nobody thought of must not reach the log.
 */
const ALLOWED_KEYS = new Set([
  'intakeId', 'taskId', 'staffId', 'fileId', 'callSid', 'recordingSid', 'jobId', 'requestId', 'sha256', 'reference',
  'channel', 'status', 'state', 'step', 'queue', 'kind', 'cause', 'outcome', 'code', 'event', 'part', 'role', 'mailbox',
  'priority', 'category', 'rulesVersion', 'secondReader', 'method', 'route', 'statusCode', 'durationMs', 'attempts', 'count', 'size',
  'uid', 'uidValidity', 'port', 'pid', 'signal', 'version', 'err', 'seconds', 'retryInMs', 'folder', 'process', 'name',
  'reason', 'failures', 'acknowledgement', 'automatic', 'unreadable', 'ms', 'legId', 'sid', 'purpose', 'leaveId', 'why', 'rung', 'people', 'languages', 'childId', 'isOurs',
])

const HIDDEN = '[hidden]'

/** The process's logger: one JSON line an event on standard output, with nothing in it that tells who rang or wrote. */
export function createLogger(process: 'web' | 'workers' | 'local', level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { log: letThrough },
    serializers: { err: describeError },
  }
  const log = destination ? pino(options, destination) : pino(options)
  // pino formats what a line carries, but not what a child logger was given: that passes the same list here.
  // oxlint-disable-next-line typescript/unbound-method -- called with its logger as `this` below
  const { child } = log
  Object.assign(log, {
    child(this: Logger, bindings: Record<string, unknown>) {
      return child.call(this, letThrough(bindings))
    },
  })
  return log
}

const letThrough = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, isAllowed(key, value) ? value : HIDDEN]))

// Only plain values: an object under an allowed key could hold anything; and nothing one could write or ring to.
const isAllowed = (key: string, value: unknown): boolean => {
  if (!ALLOWED_KEYS.has(key)) return false
  if (typeof value === 'string') return !LOOKS_PERSONAL.test(value)
  return key === 'err' || typeof value !== 'object' || value === null
}

const LOOKS_PERSONAL = /@|^\+?\d[\d ()-]{6,}$/

/**
 * An error without its words: libraries put addresses, numbers and whole documents into messages. Its kind, its code
 * and where it was thrown are what an operator needs.
 */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: error.name,
    ...('code' in error && isPlain(error.code) && { code: error.code }),
    ...('responseCode' in error && isPlain(error.responseCode) && { responseCode: error.responseCode }),
    at: frames.map((line) => line.trim()),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  }
}

const isPlain = (value: unknown): boolean => typeof value === 'number' || (typeof value === 'string' && /^[\w.-]{1,40}$/.test(value))
