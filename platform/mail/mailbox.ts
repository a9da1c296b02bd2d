import { readFile, rename, writeFile } from 'node:fs/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '../../core/units/index.ts'
import { isLocal } from '../http/index.ts'
import { mailPage } from './mail-page.ts'
import type { Mailer } from './port.ts'

/** A letter as the mailbox keeps it. */
export type KeptMail = {
  to: string
  subject: string
  text: string
  html: string
  links: string[]
  at: string
}

export type Mailbox = {
  mailer: Mailer
  /** Newest first. */
  list(): readonly KeptMail[]
  /**
   * `/dev/mail` for people, `/dev/mail.json` for scripts. For the embedded profile only: it shows all mail, to all with
   * `open`, else on this machine. Letters hold links that sign in and that reset passwords.
   */
  routes(app: FastifyInstance, options: { open: boolean }): void
}

const keptMax = 200
const nothingHere = { error: 'Route is not found' }
const link = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g

/** Opens the mailbox in `file` (in memory if `undefined`), which keeps the last 200 letters over restarts. */
export async function openMailbox({
  file,
  clock,
}: {
  file: string | undefined
  clock: () => number
}): Promise<Mailbox> {
  const mails = await read(file)
  let writing = Promise.resolve()

  async function write(): Promise<void> {
    if (file === undefined) return
    // Written beside and renamed: a killed process leaves the old file or the new one.
    await writeFile(`${file}.new`, JSON.stringify(mails), { mode: 0o600 })
    await rename(`${file}.new`, file)
  }

  return {
    mailer: {
      async send({ to, subject, text, html }) {
        const links = [...new Set(text.match(link) ?? [])]
        mails.unshift({ to, subject, text, html: html.markup, links, at: new Date(clock()).toISOString() })
        mails.splice(keptMax)
        const written = writing.then(write)
        writing = written.catch(() => undefined)
        await written.catch((cause: unknown) => {
          throw new Fault('mail_unavailable', { cause })
        })
      },
    },
    list: () => mails,
    routes(app, { open }) {
      const mayRead = (request: FastifyRequest) => open || isLocal(request)
      app.get('/dev/mail.json', async (request, response) => {
        if (!mayRead(request)) return response.status(404).send(nothingHere)
        return response.header('cache-control', 'no-store').send(mails)
      })
      app.get('/dev/mail', async (request, response) => {
        if (!mayRead(request)) return response.status(404).send(nothingHere)
        return response
          .header('cache-control', 'no-store')
          .type('text/html; charset=utf-8')
          .send(mailPage(mails).markup)
      })
    },
  }
}

async function read(file: string | undefined): Promise<KeptMail[]> {
  if (file === undefined) return []
  try {
    const kept: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (!Array.isArray(kept)) throw new Error('not a list')
    return kept as KeptMail[]
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw new Fault('mailbox_corrupt', { cause, detail: 'remove the file to start with an empty mailbox' })
  }
}
