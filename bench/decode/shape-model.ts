import { closeSync, openSync, renameSync, writeSync } from 'node:fs';

/** The shape of VibeThinker-1.5B (Qwen2.5-1.5B), which has 28 layers. */
const shape = { vocabulary: 151_936, width: 1536, inner: 8960, heads: 12, keyHeads: 2 };
const end = 151_645;

/**
 * Writes a GGUF of that shape, with so many layers, with random weights in 16 bits: speed depends on shapes and
 * types, not on what the weights say. The embedding, which is also the output, is spread so that top_p keeps a few
 * to some tens of the vocabulary's tokens, as it does with a model that knows what it wants to say: of hundreds,
 * llama.cpp would sort the whole vocabulary for every token.
 */
export function writeShapeModel(path: string, layers: number): void {
  const tensors = tensorsOf(layers);
  const metadata = metadataOf(layers);
  const count = Buffer.alloc(24);
  count.write('GGUF');
  count.writeUInt32LE(3, 4);
  count.writeBigUInt64LE(BigInt(tensors.length), 8);
  count.writeBigUInt64LE(BigInt(metadata.length), 16);
  let offset = 0;
  const infos = tensors.map((tensor) => {
    const at = offset;
    offset += Math.ceil(bytesOf(tensor) / 32) * 32;
    const dims = tensor.dims.map((size) => u64(size));
    return Buffer.concat([text(tensor.name), u32(dims.length), ...dims, u32(tensor.half ? 1 : 0), u64(at)]);
  });
  const head = Buffer.concat([count, ...metadata, ...infos]);
  const half = `${path}.half`;
  const file = openSync(half, 'w');
  try {
    writeSync(file, Buffer.concat([head, Buffer.alloc((32 - (head.length % 32)) % 32)]));
    const known = new Map<string, Buffer>();
    for (const tensor of tensors) {
      const kind = `${tensor.half} ${tensor.spread}`;
      const pattern = known.get(kind) ?? (tensor.half ? halves(tensor.spread) : ones(tensor.spread));
      known.set(kind, pattern);
      for (let left = Math.ceil(bytesOf(tensor) / 32) * 32; left > 0; left -= pattern.length)
        writeSync(file, pattern.subarray(0, Math.min(left, pattern.length)));
    }
  } finally {
    closeSync(file);
  }
  renameSync(half, path);
}

interface Tensor {
  name: string;
  dims: number[];
  /** 16-bit random numbers of this spread, or 32-bit copies of it. */
  half: boolean;
  spread: number;
}

function tensorsOf(layers: number): Tensor[] {
  const { vocabulary, width, inner } = shape;
  const keys = (width / shape.heads) * shape.keyHeads;
  const matrix = (name: string, rows: number, columns: number): Tensor => ({
    name: `${name}.weight`,
    dims: [columns, rows],
    half: true,
    spread: 1 / Math.sqrt(columns),
  });
  const vector = (name: string, size: number, value: number): Tensor => ({
    name,
    dims: [size],
    half: false,
    spread: value,
  });
  const blocks = Array.from({ length: layers }, (_, layer) => {
    const of = (name: string) => `blk.${layer}.${name}`;
    return [
      vector(of('attn_norm.weight'), width, 1),
      matrix(of('attn_q'), width, width),
      vector(of('attn_q.bias'), width, 0),
      matrix(of('attn_k'), keys, width),
      vector(of('attn_k.bias'), keys, 0),
      matrix(of('attn_v'), keys, width),
      vector(of('attn_v.bias'), keys, 0),
      matrix(of('attn_output'), width, width),
      vector(of('ffn_norm.weight'), width, 1),
      matrix(of('ffn_gate'), inner, width),
      matrix(of('ffn_up'), inner, width),
      matrix(of('ffn_down'), width, inner),
    ];
  });
  return [
    { ...matrix('token_embd', vocabulary, width), spread: 0.2 },
    vector('output_norm.weight', width, 1),
    ...blocks.flat(),
  ];
}

function bytesOf({ dims, half }: Tensor): number {
  return dims.reduce((product, size) => product * size, 1) * (half ? 2 : 4);
}

function metadataOf(layers: number): Buffer[] {
  const words = [...byteTokens(), ...Array.from({ length: shape.vocabulary - 256 }, (_, i) => `w${i}`)];
  words[end] = '<|im_end|>';
  const kinds = words.map((_, index) => u32(index === end ? 3 : 1));
  const key = (name: string, type: number, value: Buffer) => Buffer.concat([text(name), u32(type), value]);
  const list = (type: number, items: Buffer[]) => Buffer.concat([u32(type), u64(items.length), ...items]);
  const f32 = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value);
    return bytes;
  };
  return [
    key('general.architecture', 8, text('qwen2')),
    key('general.name', 8, text('random weights')),
    key('qwen2.block_count', 4, u32(layers)),
    key('qwen2.context_length', 4, u32(32_768)),
    key('qwen2.embedding_length', 4, u32(shape.width)),
    key('qwen2.feed_forward_length', 4, u32(shape.inner)),
    key('qwen2.attention.head_count', 4, u32(shape.heads)),
    key('qwen2.attention.head_count_kv', 4, u32(shape.keyHeads)),
    key('qwen2.attention.layer_norm_rms_epsilon', 6, f32(1e-6)),
    key('qwen2.rope.freq_base', 6, f32(10_000)),
    key('tokenizer.ggml.model', 8, text('gpt2')),
    key('tokenizer.ggml.pre', 8, text('qwen2')),
    key('tokenizer.ggml.tokens', 9, list(8, words.map(text))),
    key('tokenizer.ggml.token_type', 9, list(5, kinds)),
    key('tokenizer.ggml.merges', 9, list(8, [text('t h')])),
    key('tokenizer.ggml.eos_token_id', 4, u32(end)),
  ];
}

/** The 256 bytes as GPT-2's vocabulary writes them: printable ones as they are, the others from U+0100 on. */
function byteTokens(): string[] {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte !== 173);
    return String.fromCodePoint(printable ? byte : next++);
  });
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function ones(value: number): Buffer {
  return Buffer.from(new Float32Array(1 << 16).fill(value).buffer);
}

/** A million normally distributed numbers in IEEE half precision. Odd in length, so that no two rows are equal. */
function halves(spread: number): Buffer {
  const numbers = new Uint16Array(1_000_003);
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 1) / 2 ** 32;
  };
  for (let i = 0; i < numbers.length; i++)
    numbers[i] = half(spread * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()));
  return Buffer.from(numbers.buffer);
}

function half(value: number): number {
  const [bits = 0] = new Uint32Array(new Float32Array([value]).buffer);
  const exponent = ((bits >>> 23) & 255) - 112;
  if (exponent <= 0) return 0;
  return ((bits >>> 16) & 0x8000) | (exponent << 10) | ((bits >>> 13) & 0x3ff);
}
