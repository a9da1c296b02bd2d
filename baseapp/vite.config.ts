import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Asks for the one font file together with the page, so that text does not change shape after the first paint. */
const preloadFont: Plugin = {
  name: 'preload-font',
  transformIndexHtml: {
    order: 'post',
    handler(_html, context) {
      const font = Object.keys(context.bundle ?? {}).find((name) => name.endsWith('.woff2'))
      if (font === undefined) return []
      const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${font}`, crossorigin: '' }
      return [{ tag: 'link', attrs, injectTo: 'head' }]
    },
  },
}

const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
const worthwhileBytes = 1024

/** Compresses once, at build time and as hard as it goes, what the server would otherwise compress for everyone. */
const compressAssets: Plugin = {
  name: 'compress-assets',
  apply: 'build',
  async writeBundle({ dir }) {
    const assets = join(dir!, 'assets')
    const names = (await readdir(assets)).filter((name) => /\.(js|css|svg)$/.test(name))
    const compress = async (name: string) => {
      const file = join(assets, name)
      const bytes = await readFile(file)
      if (bytes.length < worthwhileBytes) return
      await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }))
      await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, quality))
    }
    await Promise.all(names.map(compress))
  },
}

const server = 'http://127.0.0.1:3000'

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), preloadFont, compressAssets],
  // The pages are served under a policy that allows no inline scripts and no data: URLs.
  build: {
    outDir: '../dist/baseapp',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Few files that change at different times: libraries, what all screens share, and each screen.
        codeSplitting: {
          groups: [
            { name: 'libraries', test: /node_modules\/(react|react-dom|scheduler|zustand|@tanstack)\// },
            {
              name: 'shared',
              test: /(web\/kit|contract|core\/units|baseapp\/(api|feed|markets|router|session))\//,
            },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': { target: server, ws: true },
      '/dev': { target: server },
    },
  },
})
