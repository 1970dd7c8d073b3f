/** The version of node-llama-cpp that the code belongs to. */
export const cudaVersion = '3.21.1';

/**
 * The two makes of llama.cpp's code for CUDA: 13 is compiled for the cards of today, 12 lets the driver compile it for
 * any card since Maxwell, and runs with older drivers.
 */
export type CudaMake = 12 | 13;

/** The packages with that code, 13 in the first and 12 in the second, with the SHA-512 that npm's registry publishes. */
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

/** A wheel of NVIDIA's on Python's index. */
export interface Wheel {
  requirement: string;
  file: string;
  bytes: number;
  sha256: string;
}

/** NVIDIA's own libraries, which that code calls. They come with its toolkit, and not with a driver. */
export const cudaWheels: Record<string, Record<CudaMake, Wheel[]>> = {
  'linux-x64': {
    12: [
      {
        requirement: 'nvidia-cuda-runtime-cu12==12.4.127',
        file: 'nvidia_cuda_runtime_cu12-12.4.127-py3-none-manylinux2014_x86_64.whl',
        bytes: 883_737,
        sha256: '64403288fa2136ee8e467cdc9c9427e0434110899d07c779f25b5c068934faa5',
      },
      {
        requirement: 'nvidia-cublas-cu12==12.4.5.8',
        file: 'nvidia_cublas_cu12-12.4.5.8-py3-none-manylinux2014_x86_64.whl',
        bytes: 363_438_805,
        sha256: '2fc8da60df463fdefa81e323eef2e36489e1c94335b5358bcb38360adf75ac9b',
      },
    ],
    13: [
      {
        requirement: 'nvidia-cuda-runtime==13.1.80',
        file: 'nvidia_cuda_runtime-13.1.80-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
        bytes: 2_297_816,
        sha256: 'dac25b52e69050e5a7a84957e6df470a85b185f8f648a99a1ab1dfce027576cf',
      },
      {
        requirement: 'nvidia-cublas==13.1.0.3',
        file: 'nvidia_cublas-13.1.0.3-py3-none-manylinux_2_27_x86_64.whl',
        bytes: 423_133_236,
        sha256: 'ee8722c1f0145ab246bccb9e452153b5e0515fd094c3678df50b2a0888b8b171',
      },
    ],
  },
  'win32-x64': {
    12: [
      {
        requirement: 'nvidia-cuda-runtime-cu12==12.4.127',
        file: 'nvidia_cuda_runtime_cu12-12.4.127-py3-none-win_amd64.whl',
        bytes: 878_808,
        sha256: '09c2e35f48359752dfa822c09918211844a3d93c100a715d79b59591130c5e1e',
      },
      {
        requirement: 'nvidia-cublas-cu12==12.4.5.8',
        file: 'nvidia_cublas_cu12-12.4.5.8-py3-none-win_amd64.whl',
        bytes: 396_895_858,
        sha256: '5a796786da89203a0657eda402bcdcec6180254a8ac22d72213abc42069522dc',
      },
    ],
    13: [
      {
        requirement: 'nvidia-cuda-runtime==13.1.80',
        file: 'nvidia_cuda_runtime-13.1.80-py3-none-win_amd64.whl',
        bytes: 3_093_656,
        sha256: '00db7158108d3ec7fe213fa78e2640d664b5b1b6b85485007dde29ccaa6abef6',
      },
      {
        requirement: 'nvidia-cublas==13.1.0.3',
        file: 'nvidia_cublas-13.1.0.3-py3-none-win_amd64.whl',
        bytes: 404_355_960,
        sha256: '2a3b94a37def342471c59fad7856caee4926809a72dd5270155d6a31b5b277be',
      },
    ],
  },
};
