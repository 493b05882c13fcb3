import { writeAttachment } from './writeAttachment'
import { NO_SUCH_ATTACHMENT } from './exitCodes'

// Started by takeAttachment.ts: the message on standard input, which attachment as the one argument, its bytes on standard output.
async function main(): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
  const found = await writeAttachment(Buffer.concat(chunks), Number(process.argv[2]), process.stdout)
  process.exitCode = found ? 0 : NO_SUCH_ATTACHMENT
}

main().catch(() => process.exit(1))
