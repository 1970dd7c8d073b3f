import { ModelError } from '../model/index.ts';
import { ContestRefusal } from '../problem/index.ts';

/** Statuses an error of this server can have. */
export type ErrorStatus = 400 | 401 | 403 | 404 | 405 | 413 | 415 | 421 | 429 | 500 | 502 | 503;

/** An error a client is told, in the shape OpenAI's clients understand. The message names the remedy. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: ErrorStatus;
  readonly code: string;
  readonly param: string | null;
  /** Seconds after which it makes sense to ask again. */
  readonly retryAfter: number | undefined;

  constructor(
    status: ErrorStatus,
    code: string,
    message: string,
    more: { param?: string; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.status = status;
    this.code = code;
    this.param = more.param ?? null;
    this.retryAfter = more.retryAfter;
  }

  static busy(reason: string, retryAfter: number): ApiError {
    return new ApiError(429, 'busy', `${reason} Ask again in ${retryAfter} s.`, { retryAfter });
  }

  /** What the model, the guard or anything else threw, as a client may see it: inner faults stay inside. */
  static of(error: unknown): ApiError {
    if (error instanceof ApiError) return error;
    if (error instanceof ContestRefusal) return new ApiError(403, 'contest_guard', error.message);
    if (error instanceof ModelError) {
      const asked = error.code === 'bad-request';
      const beyond = error.code.startsWith('endpoint-');
      return new ApiError(asked ? 400 : beyond ? 502 : 503, error.code.replaceAll('-', '_'), error.message, {
        cause: error,
      });
    }
    return new ApiError(500, 'internal_error', 'The server failed. Its log says more.', { cause: error });
  }

  /** `{ "error": { message, type, param, code } }` */
  get body() {
    const { message, param, code } = this;
    return { error: { message, type: typeOf(this.status), param, code } };
  }

  toResponse(): Response {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (this.retryAfter !== undefined) headers['retry-after'] = String(this.retryAfter);
    if (this.status === 401) headers['www-authenticate'] = 'Bearer realm="verdict"';
    return new Response(JSON.stringify(this.body), { status: this.status, headers });
  }
}

function typeOf(status: ErrorStatus): string {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}
