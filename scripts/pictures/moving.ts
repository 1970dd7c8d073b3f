import type { Page } from 'playwright-core';
import UPNG from 'upng-js';

/** A picture of the page, and for how long it stands, in ms. */
interface Frame {
  png: Buffer;
  ms: number;
}

/** Colours of a moving picture: the text of an editor needs no more, and each costs bytes. */
const colours = 64;

/** Takes what a page shows while something goes on, for a picture that moves. */
export class Moving {
  readonly #page: Page;
  readonly #frames: Frame[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  /** Adds the page as it is now, unless it looks the same as before; then that stands longer. */
  async take(ms: number): Promise<void> {
    const png = await this.#page.screenshot({ animations: 'disabled', caret: 'hide' });
    const last = this.#frames.at(-1);
    if (last?.png.equals(png)) last.ms = Math.max(last.ms, ms);
    else this.#frames.push({ png, ms });
  }

  /** Takes the page every so many ms until `done` resolves; three times as quick as it went. */
  async follow(done: Promise<unknown>, everyMs: number): Promise<void> {
    let goesOn = true;
    const ended = done.finally(() => {
      goesOn = false;
    });
    while (goesOn) {
      await this.take(everyMs / 3);
      await Promise.race([ended.catch(() => undefined), this.#page.waitForTimeout(everyMs)]);
    }
    await ended;
  }

  /** The frames as an animated PNG. */
  encoded(): Buffer {
    const pictures = this.#frames.map(({ png }) => UPNG.decode(png));
    const [first] = pictures;
    if (!first) throw new Error('Nothing was taken.');
    const pixels = pictures.map((it) => UPNG.toRGBA8(it)[0] as ArrayBuffer);
    const delays = this.#frames.map(({ ms }) => ms);
    return Buffer.from(UPNG.encode(pixels, first.width, first.height, colours, delays));
  }
}
