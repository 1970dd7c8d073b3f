import { deepEqual, equal, ok } from 'node:assert/strict';
import { delimiter } from 'node:path';
import { modelEnvironment } from '../../src/model/engine/environment.ts';

describe('the environment of the model process', () => {
  const parent = {
    PATH: '/bin',
    GGML_VK_VISIBLE_DEVICES: '0,1',
    API_KEY: 'secret',
    NODE_OPTIONS: '--inspect',
  };

  it('holds what drivers need and none of the parent’s secrets', () => {
    const { UV_THREADPOOL_SIZE, ...rest } = modelEnvironment(parent);
    deepEqual(rest, { PATH: '/bin', GGML_VK_VISIBLE_DEVICES: '0,1' });
    ok(Number(UV_THREADPOOL_SIZE) >= 4);
    equal(modelEnvironment({ UV_THREADPOOL_SIZE: '9' }).UV_THREADPOOL_SIZE, '9');
    equal(modelEnvironment({}, { lanes: 1 }).UV_THREADPOOL_SIZE, '1');
  });

  it('shows the one GPU that was chosen, to either backend', () => {
    const { GGML_VK_VISIBLE_DEVICES, CUDA_VISIBLE_DEVICES } = modelEnvironment(parent, { gpuDevice: 1 });
    equal(GGML_VK_VISIBLE_DEVICES, '1');
    equal(CUDA_VISIBLE_DEVICES, '1');
  });

  it('looks for libraries in their folder first, and then where the parent does', () => {
    const [name, before] = process.platform === 'win32' ? ['Path', 'C:\\bin'] : ['LD_LIBRARY_PATH', '/lib'];
    const here = modelEnvironment({ [name]: before }, { libraries: 'libraries' });
    equal(here[name], `libraries${delimiter}${before}`);
    equal(Object.values(modelEnvironment({}, { libraries: 'libraries' })).includes('libraries'), true);
  });

  it('runs as plain Node inside Electron', () => {
    equal(modelEnvironment({}, {}, '39.2.3').ELECTRON_RUN_AS_NODE, '1');
  });
});
