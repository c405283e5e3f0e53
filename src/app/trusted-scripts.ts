/**
 * The one policy that the page's Trusted Types allow: a script, which is to say a worker, comes from the page's own
 * folder. There is no way to make HTML of a text, so that no name and no deck can ever be taken for it.
 */
interface Policies {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/** To be called before anything else. Browsers without Trusted Types go on without. */
export function trustOwnScripts(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      if (new URL(url, document.baseURI).origin === location.origin) return url;
      throw new TypeError('Scripts come from the page’s own folder only.');
    },
  });
}
