import { readFileSync, writeFileSync } from 'node:fs'
import { postingsPage } from './postings-page.ts'

/** Writes the made part of `docs/accounting.md` anew. Argument: the page. */
const [page] = process.argv.slice(2) as [string]
const text = readFileSync(page, 'utf8')
const [before, after] = [/^[\s\S]*?<!-- made -->/.exec(text)![0], /<!-- \/made -->[\s\S]*$/.exec(text)![0]]
writeFileSync(page, `${before}\n\n${postingsPage()}\n\n${after}`)
