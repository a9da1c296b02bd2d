import { useState } from 'react'
import {
  Badge,
  Button,
  DataTable,
  dateTimeText,
  EmptyState,
  toast,
  type Column,
} from '../../../web/kit/index.ts'
import { call, messageOf, resourceApi, useRemote, type ApiKey } from '../../api/index.ts'
import { CodeDialog } from './code-dialog.tsx'
import { rereadApiKeys } from './reread-api-keys.ts'

type Change = { kind: 'enable' | 'disable' | 'delete'; apiKey: ApiKey }

const changes = {
  enable: { title: 'Enable this key?', action: 'Enable', done: 'API key enabled' },
  disable: { title: 'Disable this key?', action: 'Disable', done: 'API key disabled' },
  delete: { title: 'Delete this key?', action: 'Delete', done: 'API key deleted' },
} as const
const effects = {
  enable: 'Programs that have it can trade with your account again.',
  disable: 'Programs that use it are refused until you enable it again. Open orders stay.',
  delete: 'Programs that use it are refused for good. Open orders stay.',
} as const

export function ApiKeyList() {
  const [change, setChange] = useState<Change>()
  const list = useRemote(resourceApi.apiKeys, { ordering: 'desc', limit: 100 }, { staleTimeMs: 0 })
  if (list.isError && list.data === undefined) {
    return (
      <EmptyState
        icon="warn"
        title="Your keys could not be loaded"
        text={messageOf(list.error)}
        action={<Button onClick={() => void list.refetch()}>Try again</Button>}
      />
    )
  }
  return (
    <>
      <DataTable
        caption="API keys"
        columns={columnsFor(setChange)}
        rows={list.data ?? []}
        keyOf={(apiKey) => apiKey.kid}
        loading={list.isPending}
        loadingRows={2}
        empty={
          <EmptyState
            icon="key"
            title="No API keys yet"
            text="Create one for a program that trades for you."
          />
        }
      />
      {change && (
        <CodeDialog
          title={changes[change.kind].title}
          action={changes[change.kind].action}
          danger={change.kind === 'delete'}
          onClose={() => setChange(undefined)}
          run={async (code) => {
            await make(change, code)
            toast('success', changes[change.kind].done, change.apiKey.kid)
            await rereadApiKeys()
          }}
        >
          <p>
            <span className="profile-code">{change.apiKey.kid}</span>
          </p>
          <p className="muted">{effects[change.kind]}</p>
        </CodeDialog>
      )}
    </>
  )
}

async function make({ kind, apiKey: { kid } }: Change, code: string): Promise<void> {
  if (kind === 'delete') await call(resourceApi.deleteApiKey, { kid, totp_code: code })
  else {
    const state = kind === 'enable' ? 'active' : 'inactive'
    await call(resourceApi.updateApiKey, { kid, state, totp_code: code })
  }
}

const columnsFor = (choose: (change: Change) => void): Column<ApiKey>[] => [
  { id: 'kid', head: 'Key', cell: ({ kid }) => <span className="profile-code">{kid}</span> },
  {
    id: 'state',
    head: 'State',
    cell: ({ state }) => (state === 'active' ? <Badge tone="good">Active</Badge> : <Badge>Disabled</Badge>),
  },
  {
    id: 'created',
    head: 'Created',
    cell: ({ created_at: at }) => <span className="num">{dateTimeText(at)}</span>,
  },
  {
    id: 'actions',
    head: <span className="visually-hidden">Actions</span>,
    short: 'Change',
    align: 'right',
    cell(apiKey) {
      const kind = apiKey.state === 'active' ? 'disable' : 'enable'
      return (
        <span className="profile-key-actions">
          <Button size="s" variant="ghost" onClick={() => choose({ kind, apiKey })}>
            {changes[kind].action}
            <span className="visually-hidden"> key {apiKey.kid}</span>
          </Button>
          <Button size="s" variant="ghost" onClick={() => choose({ kind: 'delete', apiKey })}>
            Delete<span className="visually-hidden"> key {apiKey.kid}</span>
          </Button>
        </span>
      )
    },
  },
]
