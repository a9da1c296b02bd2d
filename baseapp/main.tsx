import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../web/kit/index.ts'
import { prefetch, publicApi, queries } from './api/index.ts'
import { startFeed, startUserFeed } from './feed/index.ts'
import { startSession } from './session/index.ts'
import { currentRoute, Shell } from './shell/index.ts'

// The code of the screen, the list of markets and the socket are asked for at once, before anything is drawn.
void currentRoute()?.route.preload()
prefetch(publicApi.markets, { limit: 1000 })
startSession()
startUserFeed()
startFeed()

const root = document.getElementById('app')
if (root === null) throw new Error('The page has no place for the application.')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Shell />
    </QueryClientProvider>
  </StrictMode>,
)
