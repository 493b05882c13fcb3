import { ProviderFailure, type ProviderFailureKind } from '../telephone/providerFailure'

/** Errors before a connection stood: nothing of the request can have reached anybody. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])

/**
 * What an error of the SDK means. Its own errors and those of its HTTP client hold the request, with the credentials and
 * the numbers, so none is passed on, not even as a cause.
 */
export function twilioFailure(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error
  const { status, code } = partsOf(error)
  if (status !== undefined && status >= 400) return new ProviderFailure(kindOfStatus(status), code ?? `http_${status}`, status)
  const cause = (code ?? 'unreadable_answer').toLowerCase()
  return new ProviderFailure(NEVER_SENT.has(code ?? '') ? 'unreachable' : 'no_answer', cause, status)
}

/** A server that fails, or that says it waited in vain for the rest of a request, may have acted on it. */
export function kindOfStatus(status: number): ProviderFailureKind {
  if (status === 429) return 'busy'
  return status >= 500 || status === 408 || status < 400 ? 'no_answer' : 'refused'
}

/** The SDK's call, with its errors told as ours. @throws ProviderFailure */
export async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw twilioFailure(error)
  }
}

/** Undefined for what the network does not have. @throws ProviderFailure for everything else */
export async function unlessMissing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await asking(ask)
  } catch (error) {
    if (error instanceof ProviderFailure && error.status === 404) return undefined
    throw error
  }
}

function partsOf(error: unknown): { status?: number; code?: string } {
  if (typeof error !== 'object' || error === null) return {}
  return {
    ...('status' in error && typeof error.status === 'number' && { status: error.status }),
    ...('code' in error && (typeof error.code === 'number' || typeof error.code === 'string') && { code: String(error.code) }),
  }
}
