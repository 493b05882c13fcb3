import type { Request } from 'express'
import type { LetterFile } from './letter'

export interface SentForm {
  readonly fields: Readonly<Record<string, unknown>>
  readonly files: readonly LetterFile[]
}

/**
 * The form of the mail page, with the files that were chosen. Browsers send it in parts; other programs may send it
 * without files, as an ordinary form. @throws when it is in parts that cannot be told apart
 */
export async function readLetterForm(request: Request): Promise<SentForm> {
  const body: unknown = request.body
  if (!Buffer.isBuffer(body)) return { fields: typeof body === 'object' && body !== null ? { ...body } : {}, files: [] }
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData()
  const fields: Record<string, unknown> = {}
  const files: LetterFile[] = []
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') fields[name] = value
    // A browser sends an empty file without a name when none was chosen.
    else if (name === 'files' && value.name !== '') files.push({ name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) })
  }
  return { fields, files }
}
