import { cpus } from 'node:os';
import { openEndpointEngine, spreadOver } from '../../src/model/index.ts';
import { type RunningServer, serverOfSource, startServer } from '../../test/model/llama-server.ts';
import { requestOf, tinyModelPath } from '../../test/model/tiny-model.ts';
import { startXllamacpp } from '../../test/model/xllamacpp.ts';
import { type Figure, median } from '../figure.ts';

const answers = 12;
const rounds = 3;

/** Three llama-servers of one thread and one lane each behind the pool, next to one of them alone. */
export async function threeOverOne(): Promise<Figure[]> {
  const options = { modelPath: await tinyModelPath(), lanes: 1, contextTokens: 256, threads: 1 };
  const binary = serverOfSource();
  const servers: RunningServer[] = [];
  try {
    for (let server = 0; server < 3; server++) {
      const running = binary ? await startServer(binary, options) : await startXllamacpp(options);
      if (!running) return [];
      servers.push(running);
    }
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const [one, three] = [await secondsOver(servers.slice(0, 1)), await secondsOver(servers)];
      ratios.push(one / three);
    }
    const most = Math.min(3, cpus().length);
    const value = median(ratios);
    return [
      {
        name: 'server: three endpoints of one thread each',
        value,
        unit: "of one's tokens/s",
        peer: `${cpus().length} cores here, so ${most}x is the most there is to gain`,
        bar: '>= 0.8 of that',
        met: value >= 0.8 * most,
      },
    ];
  } finally {
    for (const server of servers) await server[Symbol.asyncDispose]();
  }
}

/** Seconds until all answers are there, three asked for at a time. */
async function secondsOver(servers: RunningServer[]): Promise<number> {
  const engines = servers.map(({ url }) => openEndpointEngine({ url, model: 'tiny', lanes: 1 }));
  await using engine = spreadOver(engines as [(typeof engines)[number]]);
  await engine.load();
  const begun = performance.now();
  let asked = 0;
  const client = async () => {
    while (asked < answers) {
      const request = requestOf('One, two, three,', { maxTokens: 40, seed: ++asked });
      for await (const event of engine.generate(request)) if (event.type === 'ended') break;
    }
  };
  await Promise.all([client(), client(), client()]);
  return (performance.now() - begun) / 1000;
}
