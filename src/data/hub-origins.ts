/**
 * The only hosts besides the page's own that it ever asks: the model hub, and where it keeps large files. It is asked
 * when a person names one of its models and for nothing else. The page's security policy (scripts/build/hosting.ts)
 * lets nothing else through, whatever the code says.
 */
export const hubOrigins = ['https://huggingface.co', 'https://*.huggingface.co', 'https://*.hf.co'] as const;
