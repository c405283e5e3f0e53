/** Real WebGPU without a graphics card: correct and very slow, so journeys run at 32 px and batch 8. */
const softwareWebGpu = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** How the browser of all journeys is started. */
export const launchOptions = {
  ...(process.env['SMM_BROWSER'] ? { executablePath: process.env['SMM_BROWSER'] } : {}),
  // the old headless shell has no WebGPU
  args: ['--headless=new', '--no-sandbox', '--disable-background-networking', ...softwareWebGpu],
  ignoreDefaultArgs: ['--headless'],
};
