import { fileURLToPath } from 'node:url';

import vue from '@vitejs/plugin-vue';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import components from 'unplugin-vue-components/vite';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const duban = process.env.DUBAN_ADDRESS ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [
    vue({
      // A style that stands in the markup of a template is set by script: the policy of the pages
      // allows no style attribute.
      template: { compilerOptions: { hoistStatic: false } },
    }),
    // Only Element Plus: our own components are imported where they are used.
    components({ dirs: [], dts: here('src/components.d.ts'), resolvers: [ElementPlusResolver()] }),
  ],
  resolve: { alias: { '@': here('src'), '@config': here('../../config') } },
  define: {
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    // Messages are interpreted: the policy of the pages allows no code made from text.
    __INTLIFY_JIT_COMPILATION__: true,
    __INTLIFY_DROP_MESSAGE_COMPILER__: false,
  },
  build: {
    outDir: here('../../build/release/pages'),
    emptyOutDir: true,
    target: ['chrome88', 'firefox86', 'safari14'], // 360 and QQ browsers of offices
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
  },
  server: {
    fs: { allow: [here('.'), here('../../config')] },
    proxy: { '/api': duban, '/readyz': duban, '/healthz': duban, '/metrics': duban },
  },
});
