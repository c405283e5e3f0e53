/** What the page speaks; store/view.ts names them too, for the link. */
export type Language = 'en' | 'zh';
