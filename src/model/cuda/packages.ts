/** The version of node-llama-cpp that the code belongs to. */
export const cudaVersion = '3.21.1';

/** The packages with llama.cpp's code for CUDA, and the SHA-512 that npm's registry publishes with each. */
export const cudaPackages: Record<string, { name: string; integrity: string }[]> = {
  'linux-x64': [
    {
      name: 'linux-x64-cuda',
      integrity: 'idsE55VoD/FbvLhnBC9krUJaUoC0XnebseAAnCpm/brKf61HEbu+idgbb5eN6mxkjLSrHtILprJ0nDcUJjVrFg==',
    },
    {
      name: 'linux-x64-cuda-ext',
      integrity: '1PuURowccBcks3CCoMe1mTHh5vD0V5bFHMUEgtbI/OSDjpP+Pdbn+lf42CGUrepTzR8kCH1HovQ7d8q6/vuIKA==',
    },
  ],
  'win32-x64': [
    {
      name: 'win-x64-cuda',
      integrity: 'PLz70neFEMkQTlmJqG1ujUtCSgHasLPMxQ9rLkqQVmZYAXqkRj+45TIHCjdn3XqUeaoun0vrO9rRaxZ8NVq9jg==',
    },
    {
      name: 'win-x64-cuda-ext',
      integrity: 'L2MxLVEYPDDe4O8EDWPmX6brldc9+Vt9hNoT/anj3pSnmrjkQcmaoKhHs6oP5qhEhb5Uog0rj6lgzNGtJO3p9Q==',
    },
  ],
};
