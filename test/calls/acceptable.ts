import type { FinishedCall, PostedWebhook } from '../../src/local/network/createNetwork'

/** What in the answers of a call a telephone network would not take, a line each. */
export function unacceptable({ sounds, posts }: FinishedCall): string[] {
  return [
    ...sounds.flatMap((sound) => (sound.kind === 'fault' ? [sound.message] : [])),
    ...posts.flatMap(problemOf),
    ...repeatsAnsweredOtherwise(posts),
  ]
}

function problemOf({ url, status, body, contentType }: PostedWebhook): string[] {
  const path = pathOf(url)
  if (status < 200 || status > 299) return [`${path} answered ${status === 0 ? 'nothing' : status}`]
  return body !== '' && !/^(text|application)\/xml\b/.test(contentType) ? [`${path} answered in ${contentType || 'no'} type`] : []
}

/** A webhook that comes again, word for word, gets the same answer. */
function repeatsAnsweredOtherwise(posts: readonly PostedWebhook[]): string[] {
  const first = new Map<string, PostedWebhook>()
  return posts.flatMap((post) => {
    const key = `${post.url} ${JSON.stringify(post.params)}`
    const before = first.get(key)
    if (!before) first.set(key, post)
    return before && before.body !== post.body ? [`${pathOf(post.url)} answered a repeat otherwise`] : []
  })
}

const pathOf = (url: string): string => new URL(url).pathname
