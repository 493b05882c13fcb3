import type { Request } from 'express'

export interface Listing<T> {
  /** Newest first. */
  readonly items: readonly T[]
  readonly sidOf: (item: T) => string
  readonly toJson: (item: T) => object
  /** What the page calls its items, such as `calls`. */
  readonly key: string
}

const PAGE_SIZE = 50
const LARGEST = 1000

/**
 * One page of a list, as Twilio answers it. The next one begins after the last item of this, whatever has come to the
 * front of the list meanwhile.
 */
export function pageOf<T>(request: Request, { items, sidOf, toJson, key }: Listing<T>): object {
  const query = new URL(request.originalUrl, 'http://localhost').searchParams
  const size = Math.min(Math.max(Number(query.get('PageSize')) || PAGE_SIZE, 1), LARGEST)
  const page = Math.max(Number(query.get('Page')) || 0, 0)
  const token = query.get('PageToken')?.slice(2)
  const after = token === undefined ? -1 : items.findIndex((item) => sidOf(item) === token)
  const start = token === undefined ? page * size : after + 1
  const here = items.slice(start, start + size)
  const last = here.at(-1)
  const address = (changes: Readonly<Record<string, string>>): string => {
    const params = new URLSearchParams(query)
    params.delete('PageToken')
    for (const [name, value] of Object.entries({ PageSize: String(size), ...changes })) params.set(name, value)
    return `${request.baseUrl}${request.path}?${params.toString()}`
  }
  const hasMore = start + size < items.length
  return {
    [key]: here.map(toJson),
    page, page_size: size, start, end: start + Math.max(here.length - 1, 0),
    uri: address({ Page: String(page) }),
    first_page_uri: address({ Page: '0' }),
    previous_page_uri: page === 0 ? null : address({ Page: String(page - 1) }),
    next_page_uri: hasMore && last !== undefined ? address({ Page: String(page + 1), PageToken: `PA${sidOf(last)}` }) : null,
  }
}
