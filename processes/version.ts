import { readFileSync } from 'node:fs'

const { version: number } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as {
  version: string
}

/** What `/public/version` says. The hash and date are filled in by whoever builds a release. */
export const version = { git_sha: '', git_tag: number, build_date: '', version: number }
