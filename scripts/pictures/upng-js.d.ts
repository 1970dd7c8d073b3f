declare module 'upng-js' {
  interface Picture {
    width: number;
    height: number;
  }
  const UPNG: {
    decode(png: Uint8Array): Picture;
    toRGBA8(picture: Picture): ArrayBuffer[];
    /** `colours`: at most so many, 0 for all; `delays`: of each frame, in ms. */
    encode(
      frames: ArrayBuffer[],
      width: number,
      height: number,
      colours: number,
      delays: number[],
    ): ArrayBuffer;
  };
  export default UPNG;
}
