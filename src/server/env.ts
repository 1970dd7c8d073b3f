import type { HttpBindings } from '@hono/node-server';

/** What every handler finds: Node's own request and answer, and who asks. */
export interface Env {
  Bindings: HttpBindings;
  Variables: {
    /** The name of the key and the address, or the address alone. */
    client: string;
  };
}
