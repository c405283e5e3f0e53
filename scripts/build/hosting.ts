/**
 * What the page asks of its browser and of its host (docs/threat-model.md). The policy stands in the built page, so
 * that it holds on any static host; `vite preview` sends it as headers too, with what only headers can say, and
 * `dist/_headers` says the same to hosts that read such a file.
 */
import type { Plugin } from 'vite';
import { hubOrigins } from '../../src/data/hub-origins.ts';

/** What holds in the page and in its workers: nothing from elsewhere, nothing inline, no eval. */
const everywhere = [
  "default-src 'none'",
  "worker-src 'self'",
  "img-src 'self' blob: data:",
  `connect-src 'self' ${hubOrigins.join(' ')}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** WebAssembly is compiled in workers alone. Who could name scripts (Trusted Types): src/app/trusted-scripts.ts. */
export const pagePolicy = [
  ...everywhere,
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  'trusted-types default',
  "require-trusted-types-for 'script'",
].join('; ');

/** A policy in a page's <meta> does not reach its workers, which take the one that their script comes with. */
export const workerPolicy = [...everywhere, "script-src 'self' 'wasm-unsafe-eval'"].join('; ');

/**
 * Apart from other sites' windows and memory; COEP holds for workers too, so every file says it. Slides live inside
 * pages from elsewhere, on purpose, and nothing here is secret: any site may embed it.
 */
const ofFile = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};
const ofPage = {
  'Content-Security-Policy': pagePolicy,
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};
const ofScript = { 'Content-Security-Policy': workerPolicy };

type Headers = Readonly<Record<string, string>>;

/** @param path of a file, as it is asked for */
export function headersOf(path: string): Headers {
  if (path.endsWith('.js')) return { ...ofFile, ...ofScript };
  return /(^|\/)(index\.html)?$/.test(path) ? { ...ofFile, ...ofPage } : ofFile;
}

/** Puts the policy into the built page (development needs inline scripts), and the headers to what serves it. */
export function hosting(): Plugin {
  return {
    name: 'hosting',
    transformIndexHtml: {
      handler: (_html, { bundle }) =>
        bundle
          ? [
              {
                tag: 'meta',
                attrs: { 'http-equiv': 'Content-Security-Policy', content: pagePolicy },
                injectTo: 'head-prepend',
              },
            ]
          : [],
    },
    generateBundle() {
      const paths = {
        '/*': ofFile,
        '/': ofPage,
        '/index.html': ofPage,
        '/assets/*': ofScript,
        '/service-worker.js': ofScript,
      };
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile(paths) });
    },
    configurePreviewServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        for (const [name, value] of Object.entries(headersOf(pathname))) response.setHeader(name, value);
        next();
      });
    },
  };
}

/** What several paths match is sent together; no two of them name the same header. */
function headersFile(paths: Readonly<Record<string, Headers>>): string {
  const lines = Object.entries(paths).map(([path, headers]) =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n'),
  );
  return `${lines.join('\n\n')}\n`;
}
