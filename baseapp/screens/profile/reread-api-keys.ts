import { keyOf, queries, resourceApi } from '../../api/index.ts'

/** Forgets the list of API keys, after a change to it. */
export const rereadApiKeys = (): Promise<void> =>
  queries.invalidateQueries({ queryKey: keyOf(resourceApi.apiKeys) })
