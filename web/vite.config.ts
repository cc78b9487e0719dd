// The page's build: three files of fixed names, the same bytes each time, nothing inline (strict CSP).
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  build: {
    target: 'es2022',
    modulePreload: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    rollupOptions: { output: { entryFileNames: 'sayso.js', assetFileNames: 'sayso[extname]', inlineDynamicImports: true } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8611' } },
});
