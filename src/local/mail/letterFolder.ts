import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { LetterForm } from './letter'

const SentLetterShape = LetterForm.extend({ messageId: z.string(), at: z.coerce.date(), fileNames: z.array(z.string()).optional() })
/** A letter that was put into the mailbox; of its files only the names. */
export type SentLetter = z.infer<typeof SentLetterShape>

/** Remembers what was written from the mail page, between starts too. */
export class LetterFolder {
  private constructor(private readonly dir: string, private readonly letters: SentLetter[]) {}

  static async open(dir: string): Promise<LetterFolder> {
    await mkdir(dir, { recursive: true })
    const names = (await readdir(dir)).filter((name) => name.endsWith('.json')).sort()
    const letters = await Promise.all(
      names.map(async (name) => SentLetterShape.parse(JSON.parse(await readFile(join(dir, name), 'utf8')))),
    )
    return new LetterFolder(dir, letters)
  }

  /** Oldest first. */
  all(): readonly SentLetter[] {
    return this.letters
  }

  async keep(letter: SentLetter): Promise<void> {
    const name = `${letter.at.getTime()}-${randomBytes(4).toString('hex')}`
    await writeFile(join(this.dir, `${name}.partial`), JSON.stringify(letter))
    await rename(join(this.dir, `${name}.partial`), join(this.dir, `${name}.json`))
    this.letters.push(letter)
  }
}
