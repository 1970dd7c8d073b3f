export { type Figure, figures } from './figures.ts';
