import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { ariaStringsByLanguage, earlyScript, measureShell, precompress } from './src/web/build-plugins.ts'
import { rondoWords } from './src/words/vite-plugin.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: at('src/web'),
  publicDir: false,
  cacheDir: at('.cache/vite'),
  plugins: [
    react(),
    tailwindcss(),
    rondoWords(),
    ariaStringsByLanguage(),
    earlyScript(),
    measureShell(),
    precompress(),
  ],
  resolve: { alias: { 'zod/mini': at('src/web/no-schemas.ts') } },
  build: {
    outDir: at('dist/web'),
    emptyOutDir: true,
    // Fonts and icons stay files: the content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    // Each knows `:dir()`, which would otherwise be written out as a list of languages.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // A chunk costs a slow machine about 3 ms to fetch and start, and left alone the first screen is a hundred of them, most one icon
          // or one hook: a quarter of the wait. So the shell is one, and what many screens share is one.
          groups: [
            { name: 'shell', tags: ['$initial'] },
            { name: 'shared', minShareCount: 8 },
          ],
        },
      },
      treeshake: {
        // The contract, the kit and the charts are pure modules; saying so lets the shell take three of them without the other thirty.
        moduleSideEffects: (id) => (/\/src\/(contract|web\/ui|web\/charts)\/.*\.tsx?$/.test(id) ? false : undefined),
      },
    },
  },
  server: { proxy: { '^/api/': process.env.RONDO_URL ?? 'http://127.0.0.1:4000' } },
})
